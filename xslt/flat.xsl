<?xml version="1.0" encoding="UTF-8"?>
<!--
  The text with nothing left to interpret: every text node is the source's own characters, every
  break and blank is what it stands for, what is not from the source is gone or an attribute.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- White space is in order before a stylesheet runs (space.xsl); what parts the elements of these says nothing. -->
  <xsl:strip-space elements="tei:text tei:front tei:body tei:back tei:div tei:choice"/>
  <xsl:include href="_characters.xsl"/>

  <xsl:template match="/"><xsl:apply-templates select="tei:TEI/tei:text"/></xsl:template>

  <xsl:template match="*">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="tei:note">
    <xsl:if test="not(@type = 'editorial')">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:apply-templates/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:choice">
    <xsl:variable name="regular"><xsl:apply-templates select="tei:reg | tei:corr | tei:expan" mode="regular"/></xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:copy-of select="(tei:reg | tei:corr | tei:expan)/@*"/>
      <xsl:attribute name="regular"><xsl:value-of select="$regular"/></xsl:attribute>
      <xsl:apply-templates select="tei:orig | tei:sic | tei:abbr"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="*" mode="regular"><xsl:apply-templates mode="regular"/></xsl:template>

  <xsl:template match="tei:reg | tei:corr | tei:expan | tei:supplied | tei:desc"/>
  <xsl:template match="comment() | processing-instruction()"/>

  <xsl:template match="tei:lb"><xsl:apply-templates select="." mode="newline"/></xsl:template>
  <xsl:template match="tei:space"><xsl:apply-templates select="." mode="blanks"/></xsl:template>
  <!-- A form feed is one character, which XML cannot hold. -->
  <xsl:template match="tei:pb">
    <xsl:choose>
      <xsl:when test="@rend = 'formfeed'"><tei:g ref="#x000C"/></xsl:when>
      <xsl:otherwise><xsl:copy-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
