<?xml version="1.0" encoding="UTF-8"?>
<!-- Inside a paragraph: spellings, breaks, quotes, notes, gaps, what is not speech. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:choice">
    <span class="choice" data-rule="{substring(*/@resp, 2)}" data-cert="{*/@cert}">
      <xsl:if test="not(ancestor::*[@ref])"><xsl:attribute name="tabindex">0</xsl:attribute></xsl:if>
      <span class="regular"><xsl:apply-templates select="tei:reg | tei:corr | tei:expan"/></span>
      <span class="printed"><xsl:apply-templates select="tei:orig | tei:sic | tei:abbr"/></span>
    </span>
  </xsl:template>

  <xsl:template match="tei:seg">
    <span class="{local-name()}"><xsl:call-template name="marked-text"/></span>
  </xsl:template>
  <xsl:template match="tei:hi | tei:emph"><em><xsl:call-template name="marked-text"/></em></xsl:template>
  <xsl:template match="tei:foreign"><bdi><xsl:call-template name="marked-text"/></bdi></xsl:template>
  <xsl:template match="tei:pc"><span class="pc"><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:pc[@unit][@pre = 'true']"><span class="pc mark"><xsl:apply-templates/></span></xsl:template>

  <xsl:template match="tei:stage | tei:incident | tei:kinesic | tei:vocal | tei:pause">
    <span class="{local-name()} stage"><xsl:call-template name="marked-text"/></span>
  </xsl:template>
  <xsl:template match="tei:note">
    <xsl:choose>
      <xsl:when test="@type = 'editorial'"><xsl:apply-templates select="." mode="editorial"/></xsl:when>
      <xsl:otherwise><span class="note {@type}"><xsl:call-template name="marked-text"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Not from the source -->

  <xsl:template match="tei:gap" priority="1">
    <span class="gap" role="img" aria-label="{$term/gap}">
    </span>
  </xsl:template>
  <xsl:template match="tei:desc" priority="1"/>
  <xsl:template match="tei:supplied"><span class="supplied"><xsl:apply-templates/></span></xsl:template>

  <!-- Breaks and blanks -->

  <xsl:template match="tei:lb">
    <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
    <br/>
  </xsl:template>
  <xsl:template match="tei:space">
    <xsl:variable name="blanks"><xsl:apply-templates select="." mode="blanks"/></xsl:variable>
    <xsl:if test="string($blanks)"><span class="space"><xsl:value-of select="$blanks"/></span></xsl:if>
  </xsl:template>
  <xsl:template match="tei:body/tei:space | tei:div/tei:space" priority="1"/>
  <xsl:template match="tei:g"><xsl:apply-templates select="." mode="picture"/></xsl:template>

  <xsl:template match="tei:milestone">
    <xsl:if test="@unit = 'block'">
      <span class="block" data-n="{@n}" data-source="{substring-after(@source, '#')}">
        <xsl:call-template name="anchor"/>
      </span>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:pb">
    <span class="pb" data-n="{@n}"><xsl:if test="@rend"><xsl:text> </xsl:text></xsl:if></span>
  </xsl:template>

</xsl:stylesheet>
