<?xml version="1.0" encoding="UTF-8"?>
<!-- What the program says of its decisions, in the languages of the interface. What has no words
     there is said as the TEI has it. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <!-- A language is one list: ids of rules, notes and evidence with what they are called there; # is a number. -->
  <xsl:variable name="sayings">
    <xsl:if test="$interface = 'fa'">
|business.brackets|آنچه در میان یا درون نوبت‌ها در قلاب یا کمانک آمده، گفتار نیست|
|business.session|سطری که آغاز یا پایان نشست را می‌گوید|
|furniture.caption|سطر کوتاهی که زیرنویس تصویر است|
|furniture.folio|سطری که تنها رقم دارد، شمارهٔ صفحه است|
|furniture.ornament|سطری که تنها نشانه دارد، متن را از هم جدا می‌کند|
|furniture.running-head|سطر کوتاهی که نام نشریه یا بخش آن را می‌گوید|
|headings.byline|سطر کوتاهی که می‌گوید چه کسی برای این نوشته چه کرده است|
|headings.headline|سطرهای کوتاه بی‌نقطه که یکی از آن‌ها گفت‌وگویی را نوید می‌دهد|
|headings.introduction|آنچه میان عنوان‌ها و نخستین پرسش آمده است|
|names.again|نامی که متن در جای دیگر معرفی کرده است|
|names.authority|نامی از فهرست مستند|
|names.capitals|واژه‌هایی با حرف بزرگ که جز نام نمی‌توانند بود|
|names.date|تاریخ|
|names.head|نامی که واژه‌ای پیش از آن می‌گوید چیست|
|names.lexicon|نامی که در واژه‌نامه آمده است|
|names.office|سمتی که بی نام آمده است|
|names.parts|نام و نام خانوادگی در کنار هم|
|names.speaker|نام یکی از گویندگان|
|names.tagger|نامی که برچسب‌زن کاربر یافته است|
|names.title|نامی که پس از لقب یا عنوان آمده است|
|names.trained|نامی که مدل آموزش‌دیده یافته است|
|order.column|سطرهای یک ستون دنبالهٔ هم‌اند|
|order.place|پاره‌متن در جایی که آغاز و پایان و موضوع و گوینده‌اش می‌خواهد|
|order.seam|پاره‌متن به دنباله‌اش پیوسته است|
|pullquotes.repeat|پاره‌متنی که سخن متن را تکرار می‌کند|
|pullquotes.shape|پاره‌متنی با سطرهای کوتاه‌تر، جدا از متن|
|quantities.unit|عدد، با واحدش اگر دارد|
|quotations.marks|آنچه میان نشانه‌های نقل‌قول آمده است|
|spelling.blank|فاصلهٔ نامعمول، فاصلهٔ معمولی شد|
|spelling.bracket|کمانکی که وارونه شده بود، برگردانده شد|
|spelling.comparative|نیم‌فاصله پیش از «تر» و «ترین»|
|spelling.compound|نیم‌فاصله در واژهٔ مرکب|
|spelling.demonstrative|نیم‌فاصله در «آن‌ها» و «این‌ها»، که سرهم نیز نوشته می‌شوند|
|spelling.direction-mark|نشانهٔ پنهان جهت نوشتار برداشته شد|
|spelling.embedded-run|آنچه به ترتیب دیده‌شدن از صفحه برداشته شده بود، از راست خوانده شد|
|spelling.enclitic|نیم‌فاصله پیش از شناسه یا ضمیر پیوسته|
|spelling.indefinite|نیم‌فاصله پیش از «ای» پس از های ناملفوظ|
|spelling.kashida|کشیده، که تنها واژه را دراز می‌کند، برداشته شد|
|spelling.lam-alef|«لا» که حروفش جابه‌جا شده بود، درست شد|
|spelling.letter|حرف عربی به حرف فارسی هم‌شکلش برگشت|
|spelling.lost-blank|فاصلهٔ ازدست‌رفته میان دو واژه، یا عدد و واژه|
|spelling.plural|نیم‌فاصله پیش از «ها»ی جمع|
|spelling.presentation-form|شکل نمایشی حرف به خود حرف برگشت|
|spelling.punctuation|نشانهٔ نگارشی به واژهٔ پیشین چسبید و پس از آن فاصله آمد|
|spelling.quote|گیومه به جای نشانهٔ نقل‌قول ماشین تحریر|
|spelling.shape|نیم‌فاصله آنجا که شکل پایانی به شکل آغازین می‌رسد|
|spelling.verb-prefix|نیم‌فاصله پس از پیشوند فعلی «می» و «نمی»|
|spelling.vowel-sign|نشانهٔ آوایی به روی حرفش برگشت|
|spelling.visual-order|سطری که حروفش از چپ به راست چیده شده بود، برگردانده شد|
|spelling.word-list|املای واژه از فهرست کاربر|
|spelling.zwnj-sign|نیم‌فاصله به جای نشانه‌ای که جایش را گرفته بود|
|spelling.zwnj-stray|نیم‌فاصله‌ای که چیزی را جدا نمی‌کرد، برداشته شد|
|tei|برنامه‌ای که متن را به TEI برگردانده است|
|text.unclaimed|متنی که هیچ قاعده‌ای آن را نشناخت|
|turns.address|بندی که با طرف گفت‌وگو سخن می‌گوید و می‌پرسد، پرسش است|
|turns.answer|آنچه پس از پرسش می‌آید و چیزی نمی‌پرسد، پاسخ است|
|turns.cut|متن در اینجا بریده شده است|
|turns.introduction|آنچه میان عنوان‌ها و نخستین پرسش آمده است|
|turns.label|نامی که پیش از نوبت چاپ شده، گوینده را می‌گوید|
|turns.marker|نشانه‌ای چاپی پرسش یا پاسخ را باز می‌کند|
|turns.none|چیزی نشان نمی‌دهد که در اینجا کسی سخن می‌گوید|
|user.furniture|کاربر چنین سطرهایی را جزو متن ندانسته است|
|words.sentence|جمله‌ها در نقطه از هم جدا شده‌اند (hazm)|
|words.token|واژه‌ها و نشانه‌ها جدا و بن‌واژه‌ها یافته شده‌اند (hazm)|
|not named in the source|بی‌نام در منبع|
|name cut off in the source|نام در منبع ناتمام مانده است|
|The source begins inside this answer.|منبع از میانهٔ این پاسخ آغاز می‌شود.|
|The source begins inside this question.|منبع از میانهٔ این پرسش آغاز می‌شود.|
|The source breaks off inside this answer.|منبع در میانهٔ این پاسخ پایان می‌یابد.|
|The source breaks off inside this question.|منبع در میانهٔ این پرسش پایان می‌یابد.|
|it ends in a question mark|با نشانهٔ پرسش پایان می‌یابد|
|there is a question mark in it|نشانهٔ پرسش در آن هست|
|it addresses the other person|با طرف گفت‌وگو سخن می‌گوید|
|it begins as questions do|مانند پرسش آغاز می‌شود|
|it begins with a reply|با پاسخ آغاز می‌شود|
|it is short|کوتاه است|
|it is long|بلند است|
|it speaks in the first person|از زبان اول شخص است|
|nothing in it asks or addresses anybody|چیزی در آن نمی‌پرسد و با کسی سخن نمی‌گوید|
|no mark closes it|نشانه‌ای پایانش را نمی‌بندد|
|it is a heading or an item of a list|عنوان یا بخشی از یک فهرست است|
|question and answer in turn|پرسش و پاسخ یکی پس از دیگری می‌آیند|
|it has words that ask|واژهٔ پرسشی دارد|
|it asks somebody to speak|از کسی می‌خواهد که سخن بگوید|
|that it is a question instead has a chance of #%|احتمال پرسش بودنش #٪ است|
|that it is an answer instead has a chance of #%|احتمال پاسخ بودنش #٪ است|
|that it is an introduction instead has a chance of #%|احتمال درآمد بودنش #٪ است|
|that it is a question instead has a chance of less than #%|احتمال پرسش بودنش کمتر از #٪ است|
|that it is an answer instead has a chance of less than #%|احتمال پاسخ بودنش کمتر از #٪ است|
|that it is an introduction instead has a chance of less than #%|احتمال درآمد بودنش کمتر از #٪ است|
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="said" select="string($sayings)"/>

  <!-- A rule's label. -->
  <xsl:template match="tei:application" mode="label">
    <xsl:variable name="words" select="substring-before(substring-after($said, concat('|', @xml:id, '|')), '|')"/>
    <xsl:choose>
      <xsl:when test="$words"><xsl:value-of select="$words"/></xsl:when>
      <xsl:otherwise><span lang="en" dir="ltr"><xsl:value-of select="normalize-space(tei:label)"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A note of the editor's; what the program says of an entity, it says in English. -->
  <xsl:template match="tei:note" mode="editorial">
    <xsl:variable name="words" select="substring-before(substring-after($said, concat('|', normalize-space(), '|')), '|')"/>
    <span class="editorial" role="note">
      <xsl:choose>
        <xsl:when test="$words"><xsl:value-of select="$words"/></xsl:when>
        <xsl:when test="ancestor::tei:standOff">
          <xsl:attribute name="lang">en</xsl:attribute>
          <xsl:attribute name="dir">ltr</xsl:attribute>
          <xsl:value-of select="normalize-space()"/>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="marked-text"/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- Evidence is phrases that semicolons part. -->
  <xsl:template match="tei:desc" mode="evidence">
    <xsl:choose>
      <xsl:when test="$said = ''"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="str:split(normalize-space(), '; ')">
          <xsl:if test="position() > 1">؛ </xsl:if>
          <xsl:call-template name="phrase"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="phrase">
    <xsl:variable name="number" select="translate(., translate(., '0123456789.', ''), '')"/>
    <xsl:variable name="pattern">
      <xsl:choose>
        <xsl:when test="$number"><xsl:value-of select="str:replace(., $number, '#')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="words" select="substring-before(substring-after($said, concat('|', $pattern, '|')), '|')"/>
    <xsl:choose>
      <xsl:when test="$words">
        <xsl:value-of select="str:replace($words, '#', translate($number, '0123456789.', concat($digits, '٫')))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
