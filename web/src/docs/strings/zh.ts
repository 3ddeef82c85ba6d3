/** 接口文档页的文字。 */
import type { en } from './en.ts'

export const zh: Record<keyof typeof en, string> = {
  'docs.to_page': '返回基本面分析',
  'docs.to_licenses': '第三方许可',
}
