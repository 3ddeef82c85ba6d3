/**
 * The tab of a company's profile: what a provider says of it, its officers and identifiers, and
 * which traits the provider does not state.
 */
import { useSignal } from '@preact/signals'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { hostOf } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { WebLink } from '../../ui/WebLink.tsx'
import { grouped, providerName } from '../../ui/words.ts'
import { DatasetSection } from '../data/DatasetSection.tsx'
import type { TabProps } from '../data/tab-props.ts'
import { type ProfileKey, t, tSpelled } from './strings/index.ts'

type ProfileItem = ItemOf<'profile'>

/** A longer description is cut until the reader opens it. */
const LONG_TEXT = 420

const Description = ({ text }: { text: string }) => {
  const whole = useSignal(false)
  const isLong = text.length > LONG_TEXT
  return (
    <section class="description">
      <h3>{t('profile.description')}</h3>
      <p class={isLong && !whole.value ? 'clamped' : undefined}>{text}</p>
      {isLong && (
        <button
          type="button"
          class="quiet small"
          aria-expanded={whole.value}
          onClick={() => {
            whole.value = !whole.value
          }}
        >
          {t(whole.value ? 'profile.less' : 'profile.more')}
        </button>
      )}
    </section>
  )
}

const TRAITS = [
  'exchange',
  'sector',
  'industry',
  'employees',
  'listed_on',
  'fiscal_year_end',
  'quote_currency',
  'reporting_currency',
  'country',
  'address',
] as const

const traitText = (profile: ProfileItem, trait: (typeof TRAITS)[number]): string | null => {
  const value = profile[trait]
  return typeof value === 'number' ? grouped(value) : value
}

const ProfileFacts = ({ answer }: { answer: ItemsResponse<'profile'> }) => {
  const [newest] = answer.items
  if (!newest) return null
  const profile = newest.item
  const known = TRAITS.flatMap((trait) => {
    const text = traitText(profile, trait)
    return text === null ? [] : [{ trait, text }]
  })
  const names = [profile.name, ...Object.values(profile.names)].filter(
    (name, i, all) => name !== undefined && all.indexOf(name) === i,
  )
  const absent: ProfileKey[] = [
    ...TRAITS.filter((trait) => profile[trait] === null).map(
      (trait) => `profile.${trait}` as const,
    ),
    ...(profile.website === null ? (['profile.website'] as const) : []),
    ...(profile.description === null ? (['profile.description'] as const) : []),
    ...(profile.officers.length === 0 ? (['profile.officers'] as const) : []),
  ]
  return (
    <>
      <p class="profile-name">{names.join(' · ')}</p>
      <dl class="pairs pairs-wide">
        {known.map(({ trait, text }) => (
          <div key={trait}>
            <dt>{t(`profile.${trait}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {profile.website !== null && (
          <div>
            <dt>{t('profile.website')}</dt>
            <dd>
              <WebLink url={profile.website}>
                {hostOf(profile.website) ?? profile.website} ↗
              </WebLink>
            </dd>
          </div>
        )}
        {Object.entries(profile.identifiers).map(([name, value]) => (
          <div key={name}>
            <dt>{tSpelled('identifier', name)}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
        {profile.former_names && profile.former_names.length > 0 && (
          <div>
            <dt>{t('profile.former_names')}</dt>
            <dd>
              <ul>
                {profile.former_names.map(({ name, until }) => (
                  <li key={name}>
                    {name}{' '}
                    {until && <span class="muted">{t('profile.until', { date: until })}</span>}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      {profile.description !== null && <Description text={profile.description} />}
      {profile.officers.length > 0 && (
        <section>
          <h3>{t('profile.officers')}</h3>
          <DataTable
            caption={t('profile.officers')}
            rows={profile.officers}
            keyOf={({ name, title }, index) => `${index} ${name} ${title}`}
            columns={[
              { head: t('profile.name'), text: true, cell: ({ name }) => name },
              { head: t('profile.officer_title'), text: true, cell: ({ title }) => title },
            ]}
          />
        </section>
      )}
      {absent.length > 0 && (
        <p class="muted small">
          {t('data.not_stated', {
            provider: providerName(newest.provider),
            what: absent.map((key) => t(key)).join(language.value === 'zh' ? '、' : ', '),
          })}
        </p>
      )}
    </>
  )
}

export const ProfileTab = ({ data, company, asOf }: TabProps) => (
  <DatasetSection
    dataset="profile"
    title={t('profile.title')}
    reading={data.of('profile', { asOf })}
    company={company}
    asOf={asOf}
  >
    {(answer) => <ProfileFacts answer={answer} />}
  </DatasetSection>
)
