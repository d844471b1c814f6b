<?xml version="1.0" encoding="UTF-8"?>
<!-- Direction of a language, and the words of the interface in the language of the document. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <xsl:variable name="rtl-languages"
      select="' ar arc azb ckb dv fa glk he khw ks lrc mzn nqo pnb prs ps sd syr ug ur yi '"/>
  <xsl:variable name="rtl-scripts" select="' Adlm Arab Aran Hebr Mand Nkoo Syrc Thaa '"/>

  <xsl:variable name="latin" select="'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>
  <xsl:variable name="arabic" select="'اآأإبپتثجچحخدذرزژسشصضطظعغفقکكگلمنوؤهةیيىئء'"/>

  <xsl:variable name="language">
    <xsl:choose>
      <xsl:when test="/tei:TEI/tei:text/@xml:lang">
        <xsl:value-of select="/tei:TEI/tei:text/@xml:lang"/>
      </xsl:when>
      <xsl:when test="/tei:TEI/@xml:lang"><xsl:value-of select="/tei:TEI/@xml:lang"/></xsl:when>
      <xsl:otherwise>und</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:variable name="direction"><xsl:call-template name="direction"/></xsl:variable>

  <!-- rtl or ltr, of a BCP 47 tag: by its script where it names one, else by its language. -->
  <xsl:template name="direction">
    <xsl:param name="of" select="$language"/>
    <xsl:variable name="primary" select="substring-before(concat($of, '-'), '-')"/>
    <xsl:variable name="script" select="substring-before(concat(substring-after($of, '-'), '-'), '-')"/>
    <xsl:variable name="named" select="string-length($script) = 4"/>
    <xsl:choose>
      <xsl:when test="$named and contains($rtl-scripts, concat(' ', $script, ' '))">rtl</xsl:when>
      <xsl:when test="not($named) and contains($rtl-languages, concat(' ', $primary, ' '))">rtl</xsl:when>
      <xsl:otherwise>ltr</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@xml:lang">
    <xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute>
    <xsl:attribute name="dir">
      <xsl:call-template name="direction"><xsl:with-param name="of" select="."/></xsl:call-template>
    </xsl:attribute>
  </xsl:template>

  <!-- A language of the interface is one block; a text in another language has it in English. -->
  <xsl:variable name="vocabulary">
    <en>
      <digits>0123456789</digits>
      <skip>Skip to the text</skip>
      <view>View</view>
      <reading>Reading text</reading>
      <source>As printed</source>
      <both>Side by side</both>
      <doubt>Show what is doubtful</doubt>
      <interview>Interview</interview>
      <transcript>Transcript</transcript>
      <roles>
        <interviewer>Interviewer</interviewer>
        <interviewee>Interviewee</interviewee>
        <moderator>Moderator</moderator>
        <speaker>Speaker</speaker>
      </roles>
      <pullquote>Pull quote</pullquote>
      <gap>Gap in the source</gap>
      <index>Index</index>
      <person>People</person>
      <place>Places</place>
      <org>Organisations</org>
      <event>Events</event>
      <date>Dates</date>
      <turn>turn</turn>
      <about>About this text</about>
      <file>Source</file>
      <rules>Who decided what</rules>
      <printed>Printed:</printed>
      <certainty>Certainty:</certainty>
      <gregorian>Gregorian:</gregorian>
      <citing>Citing a passage</citing>
      <how-to-cite>The number beside a speaker is the address of the turn. Point at it to see how to cite the turn: the text, the turn, and where in the source it begins, in characters (RFC 5147).</how-to-cite>
      <site>All documents</site>
      <plain-text>Plain text</plain-text>
      <search>Search</search>
      <search-hint>in any spelling: with or without ZWNJ, blank, diacritics</search-hint>
      <nothing>Nothing found</nothing>
      <found>found</found>
      <documents>Documents</documents>
      <turns>turns</turns>
      <words>words</words>
      <names-only>Names are put together by their letters alone: the same name may be of several.</names-only>
      <speakers>Speakers</speakers>
      <outside>heading</outside>
    </en>
    <fa>
      <digits>۰۱۲۳۴۵۶۷۸۹</digits>
      <skip>رفتن به متن</skip>
      <view>نما</view>
      <reading>متن پیراسته</reading>
      <source>متن منبع</source>
      <both>هر دو کنار هم</both>
      <doubt>نمایش تردیدها</doubt>
      <interview>گفت‌وگو</interview>
      <transcript>متن سخنان</transcript>
      <roles>
        <interviewer>مصاحبه‌کننده</interviewer>
        <interviewee>مصاحبه‌شونده</interviewee>
        <moderator>گرداننده</moderator>
        <speaker>گوینده</speaker>
      </roles>
      <pullquote>سوتیتر</pullquote>
      <gap>افتادگی در منبع</gap>
      <index>نمایه</index>
      <person>اشخاص</person>
      <place>مکان‌ها</place>
      <org>سازمان‌ها</org>
      <event>رویدادها</event>
      <date>تاریخ‌ها</date>
      <turn>نوبت</turn>
      <about>دربارهٔ این متن</about>
      <file>منبع</file>
      <rules>چه کسی چه چیزی را تعیین کرد</rules>
      <printed>در منبع:</printed>
      <certainty>اطمینان:</certainty>
      <gregorian>میلادی:</gregorian>
      <citing>ارجاع به یک بخش</citing>
      <how-to-cite>شمارهٔ کنار نام گوینده نشانی همان نوبت است. با اشاره به آن، شیوهٔ ارجاع دیده می‌شود: متن، نوبت، و جایی از منبع که نوبت از آن آغاز می‌شود، به شمار نویسه (RFC 5147).</how-to-cite>
      <site>همهٔ متن‌ها</site>
      <plain-text>متن ساده</plain-text>
      <search>جست‌وجو</search>
      <search-hint>با هر املایی: با نیم‌فاصله یا بی آن، با فاصله، با اعراب یا بی آن</search-hint>
      <nothing>چیزی یافت نشد</nothing>
      <found>مورد</found>
      <documents>متن‌ها</documents>
      <turns>نوبت</turns>
      <words>واژه</words>
      <names-only>نام‌ها تنها بر پایهٔ حروفشان کنار هم آمده‌اند؛ یک نام می‌تواند از آنِ چند کس یا چند جا باشد.</names-only>
      <speakers>گویندگان</speakers>
      <outside>عنوان</outside>
    </fa>
  </xsl:variable>
  <xsl:variable name="primary" select="substring-before(concat($language, '-'), '-')"/>
  <xsl:variable name="vocabularies" select="exsl:node-set($vocabulary)"/>
  <xsl:variable name="term" select="$vocabularies/*[name() = $primary]
                                    | $vocabularies/en[not($vocabularies/*[name() = $primary])]"/>

  <xsl:variable name="interface" select="name($term)"/>

  <!-- What every turn asks for is looked up once. -->
  <xsl:variable name="digits" select="string($term/digits)"/>
  <xsl:variable name="turn" select="string($term/turn)"/>
  <xsl:variable name="roles" select="$term/roles/*"/>

  <xsl:template name="number">
    <xsl:param name="value"/>
    <xsl:value-of select="translate($value, '0123456789', $digits)"/>
  </xsl:template>

</xsl:stylesheet>
