/**
 * Words by which a sentence tells what was in the news and not in the figures. Only data: verbs of
 * announcement and of events, and what points to hearsay.
 */
export const NEWS_WORDS = {
  en: 'announced | announces | unveiled | unveils | launched | launches | sued | appointed | resigned | stepped down | reportedly | according to reports | according to media reports | according to the press | press reports | media reports | in a press release | rumoured | rumored | rumours | rumors',
  zh: '宣布 | 公告称 | 据报道 | 据媒体 | 媒体报道 | 据悉 | 有消息称 | 传闻 | 发布会上 | 辞任 | 被起诉 | 遭起诉',
}
