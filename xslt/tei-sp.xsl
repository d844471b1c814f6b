<?xml version="1.0" encoding="UTF-8"?>
<!-- The same TEI with sp, speaker and p for u, label and seg: for tools that know drama, not speech. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes"/>

  <xsl:template match="@* | node()">
    <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
  </xsl:template>

  <xsl:template match="tei:u">
    <sp>
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates select="preceding-sibling::*[1]" mode="label"/>
      <xsl:apply-templates/>
    </sp>
  </xsl:template>
  <xsl:template match="tei:u/tei:seg">
    <p><xsl:apply-templates select="@* | node()"/></p>
  </xsl:template>

  <!-- A label just before a turn goes into it; breaks between the two stay before it. -->
  <xsl:template match="tei:note">
    <xsl:if test="not(@type = 'speaker' and following-sibling::*[1][self::tei:u])">
      <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="label"/>
  <xsl:template match="tei:note" mode="label">
    <xsl:if test="@type = 'speaker'">
      <speaker><xsl:apply-templates select="@*[name() != 'type'] | node()"/></speaker>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
