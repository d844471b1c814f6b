<?xml version="1.0" encoding="UTF-8"?>
<!--
  The document with the white space that its text means: at an element's edge, next to a break, an
  explicit space or what is printed apart, and among elements that hold only elements white space
  means nothing; elsewhere a run of it is one blank. Run before the other stylesheets where an XML
  editor has indented the file, so that they need not care.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0">

  <xsl:template match="@* | node()">
    <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
  </xsl:template>
  <xsl:template match="tei:teiHeader | tei:standOff"><xsl:copy-of select="."/></xsl:template>

  <xsl:variable name="white" select="' &#9;&#10;&#13;'"/>

  <xsl:template match="text()" name="running-text" priority="-0.4">
    <xsl:choose>
      <xsl:when test=". = normalize-space()"><xsl:value-of select="."/></xsl:when>
      <xsl:when test="normalize-space()">
        <xsl:if test="contains($white, substring(., 1, 1))">
          <xsl:apply-templates select="preceding-sibling::node()[1]" mode="joins-before"/>
        </xsl:if>
        <xsl:value-of select="normalize-space()"/>
        <xsl:if test="contains($white, substring(., string-length()))">
          <xsl:apply-templates select="following-sibling::node()[1]" mode="joins-after"/>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="before">
          <xsl:apply-templates select="preceding-sibling::node()[1]" mode="joins-before"/>
        </xsl:variable>
        <xsl:if test="$before = ' '">
          <xsl:apply-templates select="following-sibling::node()[1]" mode="joins-after"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:text/text() | tei:body/text() | tei:div/text() | tei:front/text()
                       | tei:back/text() | tei:choice/text()">
    <xsl:value-of select="normalize-space()"/>
  </xsl:template>
  <xsl:template match="tei:u/text()">
    <xsl:choose>
      <xsl:when test="../tei:seg"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="running-text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A regular spelling may be a blank, or begin or end with one: a word that was joined to its
       neighbour. One blank at its edge is that; more white space there is an editor's. -->
  <xsl:template match="tei:reg/text() | tei:corr/text() | tei:expan/text()">
    <xsl:choose>
      <xsl:when test="../*"><xsl:call-template name="running-text"/></xsl:when>
      <xsl:when test="string() and not(normalize-space())"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise>
        <xsl:if test="starts-with(., ' ') and normalize-space(substring(., 1, 2))"><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="normalize-space()"/>
        <xsl:if test="substring(., string-length()) = ' ' and normalize-space(substring(., string-length() - 1))">
          <xsl:text> </xsl:text>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A blank where white space between this node and its neighbour joins words, else nothing. -->
  <xsl:template match="*" mode="joins-before">
    <xsl:text> </xsl:text>
  </xsl:template>
  <xsl:template match="*" mode="joins-after">
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:lb | tei:pb | tei:cb | tei:milestone | tei:space | tei:u | tei:p | tei:ab
                       | tei:head | tei:byline | tei:fw | tei:u/tei:seg" mode="joins-before"/>
  <xsl:template match="tei:lb | tei:pb | tei:cb | tei:milestone | tei:space | tei:u | tei:p | tei:ab
                       | tei:head | tei:byline | tei:fw | tei:u/tei:seg" mode="joins-after"/>

  <!-- Of two runs on either side of what is not from the source, the first is the blank. -->
  <xsl:template match="text()" mode="joins-before">
    <xsl:if test="not(contains($white, substring(., string-length())))">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
  <xsl:template match="text()" mode="joins-after">
    <xsl:choose>
      <xsl:when test="normalize-space()"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="following-sibling::node()[1]" mode="joins-after"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction() | tei:gap | tei:supplied | tei:desc
                       | tei:note[@type = 'editorial']" mode="joins-before">
    <xsl:apply-templates select="preceding-sibling::node()[1]" mode="joins-before"/>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction() | tei:gap | tei:supplied | tei:desc
                       | tei:note[@type = 'editorial']" mode="joins-after">
    <xsl:apply-templates select="following-sibling::node()[1]" mode="joins-after"/>
  </xsl:template>

</xsl:stylesheet>
