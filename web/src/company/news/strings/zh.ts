/** 新闻与公告标签页的文字。 */
import type { en } from './en.ts'

export const zh: Record<keyof typeof en, string> = {
  'news.title': '新闻',
  'news.no_publisher': '未说明发布者',
  'filings.title': '披露文件',
  'filings.filter': '文件类型',
  'filings.all': '全部',
  'filings.other': '其他类型',
  'filings.unnamed': '未说明类型',
  'filings.filed': '披露日期',
  'filings.form': '类型',
  'filings.what': '标题',
  'filings.period': '报告期末',
  'filings.accepted': '接收于 {time}',
  'filings.count': '已读 {count} 份，显示 {shown} 份',
}
