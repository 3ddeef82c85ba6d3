/**
 * A company's name in the reader's language, with its own-language name beside it where that
 * differs.
 */
import type { Instrument } from '#shared/contracts/instrument.ts'
import { nameIn } from './strings/strings-of.ts'

const LANG: Record<string, string> = { zh: 'zh-Hans', ja: 'ja', en: 'en' }

/** The name that is shown first, and the others. Depends on the reader's language. */
export const namesOf = (
  instrument: Pick<Instrument, 'name' | 'names'>,
): { first: string; others: { lang: string; name: string }[] } => {
  const first = nameIn(instrument.names, instrument.name)
  const others = Object.entries(instrument.names).flatMap(([lang, name]) =>
    name && name !== first ? [{ lang: LANG[lang] ?? lang, name }] : [],
  )
  return { first, others }
}

export const CompanyName = ({ instrument }: { instrument: Pick<Instrument, 'name' | 'names'> }) => {
  const { first, others } = namesOf(instrument)
  return (
    <span class="company-name">
      <span>{first}</span>
      {others.slice(0, 1).map(({ lang, name }) => (
        <span class="also" lang={lang} key={lang}>
          {name}
        </span>
      ))}
    </span>
  )
}
