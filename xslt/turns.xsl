<?xml version="1.0" encoding="UTF-8"?>
<!-- A line for each turn: its id, who speaks, what is said, parted by tabs; regular spelling. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:import href="text.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <xsl:for-each select="tei:TEI/tei:text//tei:u">
      <xsl:variable name="label"><xsl:apply-templates select="." mode="called"/></xsl:variable>
      <xsl:variable name="words"><xsl:call-template name="parts"/></xsl:variable>
      <xsl:value-of select="concat(@xml:id, '&#9;', normalize-space($label), '&#9;', normalize-space($words), '&#10;')"/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
