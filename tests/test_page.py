from __future__ import annotations

import json
import re
from typing import Any

import pytest
from lxml import etree

from tei.rendering import render
from tests.transcripts import SEED, tei


def page(body: str, **parts: str) -> Any:
    html = render(tei(body, **parts), "html")
    return etree.fromstring(html, etree.HTMLParser(encoding="utf-8"))


class TestPage:
    def test_runs_from_right_to_left_for_persian(self) -> None:
        html = page('<u who="#a"><seg>سلام</seg></u>')
        assert (html.get("lang"), html.get("dir")) == ("fa", "rtl")

    @pytest.mark.parametrize(
        ("lang", "direction"),
        [("en", "ltr"), ("fa-Latn", "ltr"), ("az-Arab", "rtl"), ("und", "ltr")],
    )
    def test_direction_follows_the_language_and_its_script(self, lang: str, direction: str) -> None:
        assert page('<u who="#a"><seg>x</seg></u>', lang=lang).get("dir") == direction

    def test_needs_no_other_file(self) -> None:
        html: Any = etree.fromstring(render(SEED), etree.HTMLParser(encoding="utf-8"))
        assert not html.xpath("//@src | //link[@rel != 'schema.DC']")
        assert all(link.startswith("#") for link in html.xpath("//a/@href"))
        styles = "".join(html.xpath("//style/text()"))
        assert "url(" in styles
        assert not re.search(r"""@import|url\((?!["']?data:)""", styles)

    def test_is_html5(self) -> None:
        assert render(SEED).startswith("<!DOCTYPE html>\n<html lang=")

    def test_shows_the_regular_spelling_with_the_printed_one_and_its_rule(self) -> None:
        body = (
            '<u who="#a"><seg><choice><orig>میروم</orig>'
            '<reg resp="#spelling.verb-prefix" cert="0.99">می‌روم</reg></choice></seg></u>'
        )
        html = page(body)
        [word] = html.findall(".//span[@class='choice']")
        assert "".join(word.find("span[1]").itertext()) == "می‌روم"
        assert "".join(word.find("span[2]").itertext()) == "میروم"
        assert (word.get("data-rule"), word.get("data-cert")) == ("spelling.verb-prefix", "0.99")
        assert word.get("tabindex") == "0"

    def test_says_what_a_rule_does_in_the_language_of_the_text(self) -> None:
        rules = (
            '<encodingDesc><appInfo><application xml:id="spelling.verb-prefix" ident="x"'
            ' version="1"><label>restores the ZWNJ</label></application><application'
            ' xml:id="own.rule" ident="y" version="1"><label>does this</label></application>'
            "</appInfo></encodingDesc>"
        )
        known, unknown = page("<p/>", header=rules).findall(".//dl[@class='rules']/dd")
        assert known.text == "نیم‌فاصله پس از پیشوند فعلی «می» و «نمی»"
        assert (unknown[0].text, unknown[0].get("lang")) == ("does this", "en")
        english, _ = page("<p/>", header=rules, lang="en").findall(".//dl[@class='rules']/dd")
        assert english[0].text == "restores the ZWNJ"

    def test_says_why_in_the_language_of_the_text(self) -> None:
        why = (
            '<certainty target="#u1" locus="value"><desc>it is long; it has two ears; that it is'
            " a question instead has a chance of 12%</desc></certainty>"
        )
        body = '<u xml:id="u1" who="#a" resp="#turns.answer" cert="0.9"><seg>چرا؟</seg></u>'
        [mark] = page(body, stand_off=why).findall(".//span[@class='supplied inferred']")
        assert mark.get("data-why") == "بلند است؛ it has two ears؛ احتمال پرسش بودنش ۱۲٪ است"
        [mark] = page(body, stand_off=why, lang="en").xpath("//span[@data-why]")
        assert mark.get("data-why").startswith("it is long; it has two ears; that")

    def test_says_what_the_editor_says_in_the_language_of_the_text(self) -> None:
        note = '<note type="editorial" xml:lang="en">The source begins inside this answer.</note>'
        [note] = page(f'<u who="#a"><seg>{note}</seg></u>').findall(".//*[@class='editorial']")
        assert (note.text, note.get("dir")) == ("منبع از میانهٔ این پاسخ آغاز می‌شود.", None)

    def test_every_rule_of_the_seed_has_words_in_its_language(self) -> None:
        html: Any = etree.fromstring(render(SEED), etree.HTMLParser(encoding="utf-8"))
        assert not html.xpath("//dl[@class = 'rules']//*[@lang = 'en']")

    def test_says_of_an_inferred_turn_who_inferred_it_and_why(self) -> None:
        why = '<certainty target="#u1" locus="value"><desc>asks a question</desc></certainty>'
        body = '<u xml:id="u1" who="#a" resp="#turns.address" cert="0.9"><seg>چرا؟</seg></u>'
        [mark] = page(body, stand_off=why).findall(".//span[@class='supplied inferred']")
        assert mark.get("data-rule") == "turns.address"
        assert mark.get("data-why") == "asks a question"

    def test_names_lead_to_the_index_and_back(self) -> None:
        body = '<u xml:id="u7" who="#a"><seg><persName ref="#p1">نیما</persName></seg></u>'
        people = (
            '<listPerson><person xml:id="p1"><persName>نیما یوشیج</persName></person></listPerson>'
        )
        html = page(body, stand_off=people)
        [mention] = html.findall(".//main//p/a")
        assert mention.get("href") == "#p1"
        [entry] = html.findall(".//li[@id='p1']")
        assert "نیما یوشیج" in "".join(entry.itertext())
        assert entry.find("a").get("href") == "#u7"

    def test_a_pull_quote_stands_beside_its_source_and_where_it_was_printed(self) -> None:
        body = (
            '<q xml:id="q1" type="pullquote" corresp="#q1.source">حرف مهم</q>'
            '<u who="#a"><seg>یک</seg></u>'
            '<u who="#b"><seg>دو <seg xml:id="q1.source">حرف مهم</seg></seg></u>'
        )
        html = page(body)
        printed, beside = html.findall(".//aside")
        assert printed.get("id") == "q1"
        assert beside.getparent().get("class").startswith("turn")
        assert beside.getnext().tag == "p"
        assert "دو" in "".join(beside.getnext().itertext())

    def test_a_link_never_stands_in_a_link(self) -> None:
        body = (
            '<u who="#a"><seg><orgName ref="#o1">دانشگاه <placeName ref="#l1">تهران</placeName>'
            "</orgName></seg></u>"
        )
        stand_off = (
            '<listPlace><place xml:id="l1"><placeName>تهران</placeName></place></listPlace>'
            '<listOrg><org xml:id="o1"><orgName>دانشگاه تهران</orgName></org></listOrg>'
        )
        assert not page(body, stand_off=stand_off).xpath("//a//a | //a//*[@tabindex]")

    def test_says_what_the_editor_says_apart_from_the_source(self) -> None:
        note = '<note type="editorial" xml:lang="en">Cut.</note>'
        body = f'<u who="#a"><seg><gap reason="x"/>{note}</seg></u>'
        html = page(body)
        [note] = html.findall(".//span[@class='editorial']")
        assert (note.text, note.get("dir")) == ("Cut.", "ltr")
        assert html.findall(".//span[@class='gap']")

    def test_a_printed_label_opens_its_turn(self) -> None:
        html = page('<note type="speaker">علی:</note><u who="#a"><seg>سلام</seg></u>')
        [label] = html.findall(".//div[@class='turn ']/h2")
        assert label.text.strip() == "علی:"

    def test_a_name_in_a_heading_stands_in_the_index_too(self) -> None:
        body = '<head>گفت‌وگو با <persName ref="#p1">نیما</persName></head>'
        people = (
            '<listPerson><person xml:id="p1"><persName>نیما یوشیج</persName></person></listPerson>'
        )
        html = page(body, stand_off=people)
        [entry] = html.findall(".//li[@id='p1']")
        assert html.find(f".//*[@id='{entry.find('a').get('href')[1:]}']").text == "نیما"

    def test_speakers_lead_to_their_first_turn(self) -> None:
        body = '<u xml:id="u1" who="#a"><seg>یک</seg></u><u xml:id="u2" who="#b"><seg>دو</seg></u>'
        [entry] = page(body).findall(".//li[@id='b']")
        assert "مریم رضایی" in "".join(entry.itertext())
        assert entry.find("a").get("href") == "#u2"

    def test_every_link_leads_somewhere(self) -> None:
        html: Any = etree.fromstring(render(SEED), etree.HTMLParser(encoding="utf-8"))
        assert {link[1:] for link in html.xpath("//a/@href")} <= set(html.xpath("//@id"))

    def test_dates_stand_in_the_index_once_each(self) -> None:
        date = '<date calendar="#solarHijri" notBefore="1982-03-21" notAfter="1983-03-20">۶۱</date>'
        html = page(f'<u xml:id="u1" who="#a"><seg>{date} و {date}</seg></u>')
        [entry] = html.xpath("//footer//li[span[@class = 'entry date']]")
        assert "1982-03-21/1983-03-20" in "".join(entry.itertext())

    def test_a_turn_can_be_cited(self) -> None:
        body = (
            '<milestone unit="block" n="1" source="a.txt#char=0,9"/>'
            '<u xml:id="u1" who="#a"><seg>یک</seg></u><u xml:id="u12" who="#a"><seg>دو</seg></u>'
        )
        links = page(body).findall(".//a[@class='citation']")
        assert [(a.get("href"), a.text, a.get("title")) for a in links] == [
            ("#u1", "۱", "a.txt#char=0,9"),
            ("#u12", "۱۲", "a.txt#char=0,9"),
        ]

    def test_tells_machines_what_it_is(self) -> None:
        people = '<listPerson><person xml:id="p1"><persName>نیما "یوشیج"</persName></person>'
        html = page("<p>سلام</p>", stand_off=f"{people}<person xml:id='p2'/></listPerson>")
        data = json.loads(html.findtext(".//script[@type='application/ld+json']"))
        assert data["inLanguage"] == "fa"
        assert data["mentions"] == [{"@type": "Person", "@id": "#p1", "name": 'نیما "یوشیج"'}]
        assert html.find(".//meta[@name='DC.title']").get("content") == "گفت‌وگو"

    def test_a_turn_without_paragraphs_is_shown_as_well(self) -> None:
        html = page('<u who="#a">یک <persName>نیما</persName> دو<lb/>سه</u>')
        [turn] = html.findall(".//div[@class='paragraph']")
        assert "".join(turn.itertext()) == "یک نیما دو سه"

    def test_a_paragraph_of_latin_letters_runs_from_left_to_right(self) -> None:
        html = page('<u who="#a"><seg>@News_Hut</seg><seg>سلام Hut</seg><seg>۱۲</seg></u>')
        assert [p.get("dir") for p in html.findall(".//main//p")] == ["ltr", None, None]

    def test_no_text_of_the_page_is_taken_for_markup(self) -> None:
        html = page('<u who="#a"><seg>&lt;script&gt;alert(1)&lt;/script&gt;</seg></u>')
        assert not html.findall(".//main//script")
