/**
 * In what the servers differ that speak the protocol of OpenAI's chat completions. Pure. The facts
 * are those of the providers' own documents.
 */
import type { ModelQuirks, ThinkingLevel } from '#shared/contracts/models.ts'

export interface Quirks {
  /** The provider's name for messages. */
  provider: string
  /** The field that bounds the text (and, where the model thinks, its thinking). */
  limit: 'max_tokens' | 'max_completion_tokens'
  /** Fields of a delta that hold thinking. They never enter the text. */
  thoughts: readonly string[]
  /** What the request says of thinking; nothing where no level is configured. */
  thinking(level: ThinkingLevel): Record<string, unknown>
}

const effort = (level: ThinkingLevel) => ({ reasoning_effort: level === 'off' ? 'none' : level })

export const QUIRKS: Record<Exclude<ModelQuirks, 'ollama'>, Quirks> = {
  openai: {
    provider: 'OpenAI',
    limit: 'max_completion_tokens',
    thoughts: ['reasoning_content', 'reasoning'],
    thinking: effort,
  },
  deepseek: {
    provider: 'DeepSeek',
    limit: 'max_tokens',
    thoughts: ['reasoning_content'],
    thinking: (level) => ({ thinking: { type: level === 'off' ? 'disabled' : 'enabled' } }),
  },
  qwen: {
    provider: 'Qwen',
    limit: 'max_tokens',
    thoughts: ['reasoning_content'],
    thinking: (level) =>
      level === 'off' ? { enable_thinking: false } : { reasoning_effort: level },
  },
  vllm: {
    provider: 'vLLM',
    limit: 'max_tokens',
    thoughts: ['reasoning_content', 'reasoning'],
    thinking: (level) =>
      level === 'off'
        ? { chat_template_kwargs: { enable_thinking: false } }
        : { reasoning_effort: level },
  },
}
