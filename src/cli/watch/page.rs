//! The served copy of a document: with the script that loads it anew, and with what is wrong above the last version that was valid.

/// What a page without a script may do, as documents say it.
const NOTHING: &str = "default-src 'none';";

/// What the served copy may do besides: run the one script of this server, and ask this server.
const SERVED: &str = "default-src 'none'; script-src 'self'; connect-src 'self';";

/// Styles come from the page itself, which names them by what they hold, and here from this server too.
const STYLES: (&str, &str) = ("; style-src ", "; style-src 'self' ");

/// A page that stands where there has never been a valid text.
const EMPTY: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
     <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
     <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'none'; base-uri 'none'; form-action 'none'\">\n\
     <title>rettesnor</title>\n</head>\n<body>\n</body>\n</html>\n";

/// Makes the served copy of the last valid page, with what is wrong now above it.
pub(super) fn served(page: Option<&str>, wrong: Option<&str>, version: u64) -> Vec<u8> {
    let told = wrong.map(|wrong| {
        let said = match page {
            Some(_) => "This is not valid. Below stands the last version that was.",
            None => "This is not valid yet.",
        };
        format!(
            "<section class=\"not-valid\" role=\"alert\" lang=\"en\">\n<p>{said}</p>\n<pre tabindex=\"0\">{}</pre>\n</section>\n",
            escaped(wrong)
        )
    });
    let script = format!("<script src=\"/watch.js\" data-version=\"{version}\"></script>\n</body>");
    let page = page.unwrap_or(EMPTY).replacen(NOTHING, SERVED, 1).replacen(STYLES.0, STYLES.1, 1);
    let page = page.replacen("</head>", "<link rel=\"stylesheet\" href=\"/watch.css\">\n</head>", 1);
    let page = page.replacen("<body>\n", &format!("<body>\n{}", told.unwrap_or_default()), 1);
    // The last one: a document's words never hold a tag.
    match page.rsplit_once("</body>") {
        Some((before, after)) => format!("{before}{script}{after}"),
        None => page,
    }
    .into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
