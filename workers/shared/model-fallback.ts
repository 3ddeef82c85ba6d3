/**
 * After which failures of a model the configured fallback writes the section, and what a reader is
 * told of each, on the page and in exports. Without schemas, so that the page may import it.
 */
import type { Reason } from './contracts/problem.ts'

type ModelReason = Extract<Reason, `model_${string}`>

/**
 * Null where the fallback is not asked. That is so for the two refusals that come from what this
 * system may spend: they are a decision of its administrator and no failure of the model.
 */
export const FALLBACK_AFTER: Readonly<Record<ModelReason, { en: string; zh: string } | null>> = {
  model_not_configured: { en: 'its key is not set', zh: '未配置密钥' },
  model_auth: { en: 'its provider refused the key', zh: '提供方拒绝了密钥' },
  model_rate_limited: { en: 'its provider limits requests', zh: '提供方正在限流' },
  model_quota_exhausted: { en: 'its quota is used up', zh: '额度已用完' },
  model_bad_request: {
    en: 'its provider refused the request or does not offer the model',
    zh: '提供方拒绝了请求，或不提供该模型',
  },
  model_blocked: { en: 'its provider blocked the text', zh: '提供方屏蔽了内容' },
  model_too_long: { en: 'it wrote more than a section may hold', zh: '写出的内容超过一节的上限' },
  model_max_tokens: { en: 'its text did not fit its limit', zh: '内容超出输出长度' },
  model_timeout: { en: 'it did not answer in time', zh: '未及时回答' },
  model_endless: { en: 'it did not come to an end', zh: '没有写到结尾' },
  model_prompt_cut: { en: 'it did not read the whole prompt', zh: '没有读完全部提示' },
  model_stream_broken: { en: 'its answer was cut or malformed', zh: '回答中断或格式有误' },
  model_unavailable: { en: 'its provider could not be reached', zh: '提供方不可用' },
  model_text_unusable: { en: 'it wrote nothing that can be used', zh: '没有写出可用的内容' },
  model_cap_reached: null,
  model_price_unknown: null,
}

const isModelReason = (reason: string): reason is ModelReason =>
  Object.hasOwn(FALLBACK_AFTER, reason)

/** Whether another model could serve where one ended for this reason. */
export const isServedByAnother = (reason: string): boolean =>
  isModelReason(reason) && FALLBACK_AFTER[reason] !== null

/** Why the model that was asked first did not write the section; the reason itself if it is new. */
export const fallbackWords = (reason: string, language: 'en' | 'zh'): string =>
  (isModelReason(reason) ? FALLBACK_AFTER[reason]?.[language] : undefined) ?? reason
