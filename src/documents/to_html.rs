use std::fmt::Write as _;

use super::html_head::Head;
use super::{Align, Block, Document, Figure, Inline, Table, house_html, plain_text};

pub(super) const STYLE: &str = include_str!("../../templates/html/style.css");

/// Writes a document as one HTML file that needs nothing else: no script, no network, its style within.
pub fn to_html(document: &Document) -> Vec<u8> {
    let mut page = Page { document, html: String::new(), figures: 0, tables: 0 };
    page.write();
    page.html.into_bytes()
}

/// Makes text safe between tags and in quoted attributes.
pub(super) fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Neither HTML nor XML may hold other control characters, nor the two that are no characters.
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A page as it is written. Ids of its own hold an underscore, which no heading's id does.
struct Page<'a> {
    document: &'a Document,
    html: String,
    figures: usize,
    tables: u32,
}

impl Page<'_> {
    fn write(&mut self) {
        let document = self.document;
        let lang = document.lang;
        self.head();
        self.tag(&format!("<body>\n<a class=\"skip\" href=\"#page_main\">{}</a>", escape_html(&lang.text("document-skip"))));
        self.tag("<header>");
        if let Some(logo) = &document.house.logo {
            self.tag(&house_html::logo(logo));
        }
        for (class, text) in [("author", &document.author), ("title", &document.title), ("subtitle", &document.subtitle)] {
            let name = if class == "title" { "h1" } else { "p" };
            if class == "title" || !text.is_empty() {
                self.tag(&format!("<{name} class=\"{class}\">{}</{name}>", escape_html(text)));
            }
        }
        self.tag("</header>");
        // What is said before the first heading opens the page; the list of contents would push it out of sight on a phone.
        self.tag("<main id=\"page_main\" tabindex=\"-1\">");
        let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
        let first = document.blocks.iter().position(is_heading).unwrap_or(document.blocks.len());
        let (opening, rest) = document.blocks.split_at_checked(first).unwrap_or((&[], &document.blocks));
        self.blocks(opening);
        self.contents();
        self.blocks(rest);
        self.tag("</main>");
        if let Some(footer) = &document.house.footer {
            self.tag(&format!("<footer>\n<p>{}</p>\n</footer>", escape_html(footer)));
        }
        self.tag("</body>\n</html>");
    }

    fn head(&mut self) {
        let Document { lang, title, subject, author, date, house, id, .. } = self.document;
        let style = &format!("\n{STYLE}{}", house_html::style(house));
        let identifier = house.prefix.as_ref().map(|prefix| format!("{prefix}/{id}"));
        let (identifier, pictures) = (identifier.as_deref(), house.logo.is_some());
        let head = Head { lang: *lang, title, subject, author, date: Some(*date), identifier, style, script: "", pictures };
        self.html.push_str(&head.write());
    }

    /// Lists the headings of the first two levels.
    fn contents(&mut self) {
        let headings: Vec<(u8, &str, &[Inline])> = self
            .document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, id, text } if *level <= 2 => Some((*level, id.as_str(), text.as_slice())),
                _ => None,
            })
            .collect();
        if headings.is_empty() {
            return;
        }
        let title = escape_html(&self.document.lang.text("document-contents"));
        // On a narrow screen the list opens under its title; where there is room it stands open, and the style shows the plain title.
        self.tag(&format!("<nav aria-labelledby=\"page_contents\">\n<p id=\"page_contents\">{title}</p>"));
        self.tag(&format!("<details>\n<summary>{title}</summary>\n<ol>"));
        let mut open = 0;
        for (level, id, text) in headings {
            let level = if open == 0 { 1 } else { level };
            self.html.push_str(match (open, level) {
                (0, _) => "",
                (1, 2) => "\n<ol>\n",
                (2, 1) => "</li>\n</ol>\n</li>\n",
                _ => "</li>\n",
            });
            _ = write!(self.html, "<li><a href=\"#{}\">{}</a>", escape_html(id), escape_html(&plain_text(text)));
            open = level;
        }
        self.tag(if open == 2 { "</li>\n</ol>\n</li>\n</ol>\n</details>\n</nav>" } else { "</li>\n</ol>\n</details>\n</nav>" });
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, id, text } => {
                    let name = format!("h{}", level.saturating_add(1).clamp(2, 6));
                    let text = inlines(text);
                    self.tag(&format!("<{name} id=\"{}\">{text}</{name}>", escape_html(id)));
                }
                Block::Paragraph(line) => self.tag(&format!("<p>{}</p>", inlines(line))),
                Block::List { ordered, items } => self.list(*ordered, items),
                Block::Table(table) => self.table(table, None),
                Block::Figure(figure) => self.figure(figure),
                Block::Note(inner) => {
                    self.tag("<div class=\"note\" role=\"note\">");
                    self.blocks(inner);
                    self.tag("</div>");
                }
            }
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        let name = if ordered { "ol" } else { "ul" };
        self.tag(&format!("<{name}>"));
        for item in items {
            // An item of one paragraph is set close; so is one that only lists more below it.
            match &item[..] {
                [Block::Paragraph(line), rest @ ..] if rest.iter().all(|block| matches!(block, Block::List { .. })) => {
                    self.html.push_str(&format!("<li>{}", inlines(line)));
                    self.blocks(rest);
                }
                _ => {
                    self.html.push_str("<li>");
                    self.blocks(item);
                }
            }
            self.tag("</li>");
        }
        self.tag(&format!("</{name}>"));
    }

    /// Writes a table in a region that scrolls on its own, named by the caption, by what stands above it or by its number.
    fn table(&mut self, table: &Table, named_by: Option<&str>) {
        self.tables += u32::from(named_by.is_none());
        let caption_id = format!("table_{}_caption", self.tables);
        let name = match (named_by, &table.caption) {
            (Some(id), _) => format!("aria-labelledby=\"{id}\""),
            (None, Some(_)) => format!("aria-labelledby=\"{caption_id}\""),
            (None, None) => {
                let words = format!("{} {}", self.document.lang.text("document-table"), self.tables);
                format!("aria-label=\"{}\"", escape_html(&words))
            }
        };
        self.tag(&format!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" {name}>\n<table>"));
        if let Some(caption) = &table.caption {
            self.tag(&format!("<caption id=\"{caption_id}\">{}</caption>", inlines(caption)));
        }
        self.html.push_str("<thead>\n<tr>");
        for column in &table.columns {
            // A column without a title has nothing to head.
            let tag = if column.title.is_empty() { "td" } else { "th scope=\"col\"" };
            self.cell(tag, column.align, &column.title);
        }
        self.tag("</tr>\n</thead>\n<tbody>");
        for row in &table.rows {
            self.html.push_str("<tr>");
            for (at, (column, cell)) in table.cells(row).enumerate() {
                let header = at == 0 && table.row_headers && !cell.is_empty();
                self.cell(if header { "th scope=\"row\"" } else { "td" }, column.align, cell);
            }
            self.tag("</tr>");
        }
        self.tag("</tbody>\n</table>\n</div>");
    }

    fn cell(&mut self, tag: &str, align: Align, line: &[Inline]) {
        let name = tag.split(' ').next().unwrap_or(tag);
        let class = match align {
            Align::Start => "",
            Align::Centre => " class=\"centre\"",
            Align::End => " class=\"end\"",
        };
        _ = write!(self.html, "<{tag}{class}>{}</{name}>", inlines(line));
    }

    fn figure(&mut self, figure: &Figure) {
        self.figures += 1;
        let id = format!("figure_{}", self.figures);
        let lang = self.document.lang;
        let Some(svg) = figure.to_svg(&id) else {
            return self.tag(&format!("<p>{}</p>", escape_html(figure.empty())));
        };
        self.tag(&format!("<figure>\n<figcaption id=\"{id}_caption\">{}</figcaption>\n{}", escape_html(figure.title()), svg.trim_end()));
        self.tag(&format!(
            "<details>\n<summary>{}</summary>",
            escape_html(&lang.text(if matches!(figure, Figure::Chart(_)) { "document-numbers" } else { "figure-as-table" }))
        ));
        self.table(&figure.table(), Some(&format!("{id}_caption")));
        self.tag("</details>\n</figure>");
    }

    /// Writes markup and ends the line.
    fn tag(&mut self, markup: &str) {
        self.html.push_str(markup);
        self.html.push('\n');
    }
}

fn inlines(line: &[Inline]) -> String {
    let parts = line.iter().map(|part| match part {
        Inline::Text(text) => escape_html(text),
        Inline::Strong(inner) => format!("<strong>{}</strong>", inlines(inner)),
        Inline::Emphasis(inner) => format!("<em>{}</em>", inlines(inner)),
        Inline::Code(code) => format!("<code>{}</code>", escape_html(code)),
        Inline::Link { to, text } => format!("<a href=\"{}\">{}</a>", escape_html(to.as_str()), inlines(text)),
        Inline::Figure { source, text } => format!("<a class=\"figure\" href=\"#source_{source}\">{}</a>", escape_html(text)),
        Inline::Source(number) => format!("<span id=\"source_{number}\">{number}</span>"),
        Inline::Break => "<br>\n".to_owned(),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{Chart, sample};

    fn html(document: &Document) -> String {
        String::from_utf8(to_html(document)).unwrap()
    }

    #[test]
    fn the_page_says_what_it_is_and_needs_nothing_else() {
        let page = html(&sample::document());
        for part in [
            "<html lang=\"da-DK\">",
            "<title>Strategi for opkrævning 2013–2016</title>",
            "<h1 class=\"title\">",
            "<a class=\"skip\" href=\"#page_main\">Gå til indholdet</a>",
            "<th scope=\"col\">Klausul</th>",
            "<th scope=\"row\">",
            "<caption id=\"table_1_caption\">",
            "role=\"img\" aria-labelledby=\"figure_1_title figure_1_desc\"",
            "<div class=\"note\" role=\"note\">",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert_eq!(page.matches("<h1").count(), 1);
        for never in ["<script", "src=", "<link", "@import", "url(", " style=\""] {
            assert!(!page.contains(never), "{never}");
        }
        let loads = page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").replace("<a href=\"https://", "");
        assert!(!loads.contains("http://") && !loads.contains("https://"));
    }

    #[test]
    fn ids_are_unique_and_every_contents_line_leads_somewhere() {
        let page = html(&sample::document());
        for page in [&page, &html(&sample::pictures())] {
            let values =
                |start: &str| page.split(start).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>();
            let ids = values(" id=\"");
            let mut unique = ids.clone();
            unique.sort();
            unique.dedup();
            assert_eq!(unique.len(), ids.len(), "{ids:?}");
            assert!(values("href=\"#").iter().all(|target| ids.contains(target)));
            let named = values(" aria-labelledby=\"");
            assert!(named.iter().flat_map(|names| names.split(' ')).all(|name| ids.iter().any(|id| id == name)), "{named:?}");
            assert!(!page.contains("url("), "no drawing refers to a part of another");
        }
        assert_eq!(page.matches("<ol>").count(), page.matches("</ol>").count());
        assert_eq!(page.matches("<li>").count(), page.matches("</li>").count());
    }

    #[test]
    fn what_is_hostile_is_shown_as_words() {
        let page = html(&sample::hostile());
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"));
        assert!(page.contains("#panic() * | $x$ @ref \\n \\"));
    }

    #[test]
    fn a_chart_without_bars_is_its_sentence() {
        let mut document = sample::document();
        document.blocks = vec![Block::Figure(Chart { rows: Vec::new(), ..sample::chart() }.into())];
        let page = html(&document);
        assert!(page.contains("<p>Der er ingen restancer.</p>") && !page.contains("<svg"));
    }
}
