# Turns the catalogue, a product a line as id|category|name|price, into the shop's pages and pictures.
function page(path, title, body) {
  path = site "/" path
  printf "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>%s</title>\n" \
    "<link rel=\"stylesheet\" href=\"/shop.css\">\n<h1>%s</h1>\n%s</html>\n", title, title, body >path
  close(path)
}

{
  colour = sprintf("#%02x%02x%02x", $1 * 7 % 200, $1 * 13 % 200, $1 * 29 % 200)
  if ($1 % 5 == 0) {
    picture = site "/pictures/" $1 ".svg"
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">" \
      "<circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"%s\"/></svg>\n",
      colour >picture
    close(picture)
  }
  page("products/" $1 ".html", $3,
    "<p class=\"price\">" $4 "\n<p><a href=\"/categories/" $2 ".html\">More " $2 "</a>\n")
  list[$2] = list[$2] "<li><a href=\"/products/" $1 ".html\">" $3 "</a> " $4 "\n"
}

END {
  for (category in list) {
    page("categories/" category ".html", category, "<ul>\n" list[category] "</ul>\n")
    count++
  }
  page("index.html", "Cupboard", "<p>" NR " things for the kitchen in " count " categories.\n")
}
