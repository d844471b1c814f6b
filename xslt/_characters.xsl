<?xml version="1.0" encoding="UTF-8"?>
<!-- Ends of lines, blanks, and the characters that XML cannot hold. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <xsl:variable name="newline"
      select="normalize-space(/tei:TEI/tei:teiHeader/tei:fileDesc/tei:sourceDesc//tei:idno[@type = 'newline'])"/>

  <!-- The end of a line as the source writes it. -->
  <xsl:template match="tei:lb" mode="newline">
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="@type = 'CR' or @type = 'LF' or @type = 'CRLF'"><xsl:value-of select="@type"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$newline"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="starts-with($kind, 'CR')"><xsl:text>&#13;</xsl:text></xsl:if>
    <xsl:if test="$kind != 'CR'"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>

  <!-- The blanks or tabs that an explicit space stands for. -->
  <xsl:template match="tei:space" mode="blanks">
    <xsl:variable name="quantity">
      <xsl:choose>
        <xsl:when test="@quantity"><xsl:value-of select="@quantity"/></xsl:when>
        <xsl:otherwise>1</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@unit = 'tab'"><xsl:value-of select="str:padding($quantity, '&#9;')"/></xsl:when>
      <xsl:when test="not(@unit) or @unit = 'chars'"><xsl:value-of select="str:padding($quantity, ' ')"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The code of a character, four digits or more, as in the pointer "#x0007". -->
  <xsl:template match="tei:g" mode="code">
    <xsl:value-of select="translate(substring-after(@ref, '#x'), 'abcdef', 'ABCDEF')"/>
  </xsl:template>

  <!-- A sign for a character that XML cannot hold: for U+0007 the picture U+2407. -->
  <xsl:template match="tei:g" mode="picture">
    <xsl:variable name="code"><xsl:apply-templates select="." mode="code"/></xsl:variable>
    <xsl:variable name="row" select="translate(substring($code, 3, 1), '01', '89')"/>
    <xsl:choose>
      <xsl:when test="normalize-space()"><xsl:apply-templates/></xsl:when>
      <xsl:when test="starts-with($code, '000') or starts-with($code, '001')">
        <xsl:value-of select="str:decode-uri(concat('%E2%90%', $row, substring($code, 4, 1)))"/>
      </xsl:when>
      <xsl:otherwise>&#xFFFD;</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
