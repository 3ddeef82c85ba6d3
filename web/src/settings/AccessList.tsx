/** Sessions and tokens, for an administrator: a list, a new token, a new sign-in link. */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { getPrincipals, type KnownPrincipals, makeSignInLink, revokePrincipal } from '../api.ts'
import type { PageProblem } from '../page-problem.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { Loading } from '../ui/Loading.tsx'
import { loader } from '../ui/loaded.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { listed, timeOf } from '../ui/words.ts'
import { learnWhoIAm } from './me.ts'
import { NewToken } from './NewToken.tsx'
import { SecretOnce } from './SecretOnce.tsx'
import { t } from './strings/index.ts'

type KnownPrincipal = KnownPrincipals['principals'][number]

const stateOf = ({ revoked_at, expires_at }: KnownPrincipal): string => {
  if (revoked_at) return t('access.revoked', { time: timeOf(revoked_at) })
  if (!expires_at) return t('access.for_ever')
  return Date.parse(expires_at) <= Date.now()
    ? t('access.expired', { time: timeOf(expires_at) })
    : t('access.until', { time: timeOf(expires_at) })
}

const isInForce = ({ revoked_at, expires_at }: KnownPrincipal): boolean =>
  !revoked_at && (!expires_at || Date.parse(expires_at) > Date.now())

const NewLink = () => {
  const link = useSignal<string | null>(null)
  const problem = useSignal<PageProblem | null>(null)
  const make = async () => {
    const answer = await makeSignInLink()
    link.value = answer.ok ? `${location.origin}${answer.data.path}` : null
    problem.value = answer.ok ? null : answer.problem
  }
  return (
    <section aria-labelledby="new-link-title">
      <h2 id="new-link-title">{t('link.title')}</h2>
      <p>{t('link.what')}</p>
      <button type="button" class="button" onClick={() => void make()}>
        {t('link.make')}
      </button>
      {link.value && <SecretOnce secret={link.value} note={t('link.once')} />}
      {problem.value && <ProblemPanel problem={problem.value} />}
    </section>
  )
}

export const AccessList = () => {
  const known = useMemo(() => loader(getPrincipals), [])
  const problem = useSignal<PageProblem | null>(null)
  useEffect(() => void known.load(), [])
  const revoke = async (id: string) => {
    const answer = await revokePrincipal(id)
    problem.value = answer.ok ? null : answer.problem
    // The one that was revoked may be the session of this browser.
    await learnWhoIAm()
    await known.load()
  }
  const now = known.value.value
  if (now.state === 'loading') return <Loading label="settings.loading" />
  if (now.state === 'failed')
    return <ProblemPanel problem={now.problem} retry={() => void known.load()} />
  return (
    <>
      <section aria-labelledby="access-title">
        <h2 id="access-title">{t('access.title')}</h2>
        <DataTable
          caption={t('access.title')}
          rows={now.data.principals}
          keyOf={({ id }) => id}
          columns={[
            { head: t('access.name'), text: true, cell: ({ name }) => name },
            { head: t('access.kind'), text: true, cell: ({ kind }) => t(`kind.${kind}`) },
            {
              head: t('access.scopes'),
              text: true,
              cell: ({ scopes }) => listed(scopes.map((scope) => t(`scope.${scope}`))),
            },
            {
              head: t('access.used'),
              text: true,
              cell: ({ used_at }) => (used_at ? timeOf(used_at) : t('access.never')),
            },
            { head: t('access.state'), text: true, cell: stateOf },
            {
              head: t('access.revoke'),
              text: true,
              cell: (one) =>
                isInForce(one) && (
                  <button
                    type="button"
                    class="button"
                    aria-label={t('access.revoke_one', { name: one.name })}
                    onClick={() => void revoke(one.id)}
                  >
                    {t('access.revoke')}
                  </button>
                ),
            },
          ]}
        />
        {problem.value && <ProblemPanel problem={problem.value} />}
      </section>
      <NewToken onMade={() => void known.load()} />
      <NewLink />
    </>
  )
}
