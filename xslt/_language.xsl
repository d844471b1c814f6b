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

  <xsl:variable name="language">
    <xsl:choose>
      <xsl:when test="/tei:TEI/tei:text/@xml:lang">
        <xsl:value-of select="/tei:TEI/tei:text/@xml:lang"/>
      </xsl:when>
      <xsl:when test="/tei:TEI/@xml:lang"><xsl:value-of select="/tei:TEI/@xml:lang"/></xsl:when>
      <xsl:otherwise>und</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

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

  <!-- A language is one attribute here; what it lacks is said in English. -->
  <xsl:variable name="vocabulary">
    <term key="language" en="en" fa="fa"/>
    <term key="digits" en="0123456789" fa="۰۱۲۳۴۵۶۷۸۹"/>
    <term key="percent" en="%" fa="٪"/>
    <term key="colon" en=": " fa=": "/>
    <term key="skip" en="Skip to the text" fa="رفتن به متن"/>
    <term key="view" en="View" fa="نما"/>
    <term key="reading" en="Reading text" fa="متن پیراسته"/>
    <term key="source" en="As printed" fa="متن منبع"/>
    <term key="doubt" en="Show what is doubtful" fa="نمایش تردیدها"/>
    <term key="interview" en="Interview" fa="گفت‌وگو"/>
    <term key="interviewer" en="Interviewer" fa="مصاحبه‌کننده"/>
    <term key="interviewee" en="Interviewee" fa="مصاحبه‌شونده"/>
    <term key="moderator" en="Moderator" fa="گرداننده"/>
    <term key="speaker" en="Speaker" fa="گوینده"/>
    <term key="inferred" en="inferred" fa="استنباطی"/>
    <term key="pullquote" en="Pull quote" fa="سوتیتر"/>
    <term key="gap" en="Gap in the source" fa="افتادگی در منبع"/>
    <term key="block" en="Block" fa="قطعهٔ"/>
    <term key="page" en="page" fa="صفحه"/>
    <term key="index" en="Index" fa="نمایه"/>
    <term key="person" en="People" fa="اشخاص"/>
    <term key="place" en="Places" fa="مکان‌ها"/>
    <term key="org" en="Organisations" fa="سازمان‌ها"/>
    <term key="event" en="Events" fa="رویدادها"/>
    <term key="date" en="Dates" fa="تاریخ‌ها"/>
    <term key="turn" en="turn" fa="نوبت"/>
    <term key="about" en="About this text" fa="دربارهٔ این متن"/>
    <term key="file" en="Source" fa="منبع"/>
    <term key="rules" en="Who decided what" fa="چه کسی چه چیزی را تعیین کرد"/>
    <term key="times" en="times" fa="بار"/>
  </xsl:variable>
  <xsl:variable name="terms" select="exsl:node-set($vocabulary)/term"/>
  <xsl:variable name="interface">
    <xsl:variable name="primary" select="substring-before(concat($language, '-'), '-')"/>
    <xsl:choose>
      <xsl:when test="$terms[1]/@*[name() = $primary]"><xsl:value-of select="$primary"/></xsl:when>
      <xsl:otherwise>en</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="digits" select="$terms[@key = 'digits']/@*[name() = $interface]"/>

  <xsl:template name="term">
    <xsl:param name="key"/>
    <xsl:value-of select="$terms[@key = $key]/@*[name() = $interface]"/>
  </xsl:template>

  <xsl:template name="number">
    <xsl:param name="value"/>
    <xsl:value-of select="translate($value, '0123456789', $digits)"/>
  </xsl:template>

</xsl:stylesheet>
