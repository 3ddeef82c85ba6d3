/**
 * The ledger of calls that are paid for: one object for all, so that a day's cap is exact also when
 * many reports run at once. A call is entered before it is made, at the most that it can cost, and
 * settled after. One that was never settled, because its Worker was killed, stays at its most.
 */
import { DAY_MS } from '#shared/days.ts'
import { DurableObject } from 'cloudflare:workers'
import type { LedgerRow } from '#shared/contracts/model-ledger.ts'
import type { Env } from '../env.ts'
import { capPassed, type EndedCall, type EntryResult, NANO, type PlannedCall } from './admission.ts'

/** Days after which rows go. Reports show their own sums by then. */
const KEEP_DAYS = 400
/** Most rows in an answer; a report has some tens. */
const MAX_ROWS = 1_000

interface CallRow extends Record<string, SqlStorageValue> {
  id: number
  at: number
  report: string | null
  module: string
  model: string
  provider: string
  worst: number
  input_tokens: number | null
  cached_tokens: number | null
  output_tokens: number | null
  thinking_tokens: number | null
  cost: number | null
  outcome: string | null
}

const toLedgerRow = (row: CallRow): LedgerRow => ({
  at: new Date(row.at).toISOString(),
  module: row.module,
  model: row.model,
  provider: row.provider,
  outcome: row.outcome,
  input_tokens: row.input_tokens,
  cached_tokens: row.cached_tokens,
  output_tokens: row.output_tokens,
  thinking_tokens: row.thinking_tokens,
  cost_usd: row.outcome === null ? row.worst / NANO : row.cost === null ? null : row.cost / NANO,
})

export class ModelLedger extends DurableObject<Env> {
  readonly #sql: SqlStorage

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.#sql = state.storage.sql
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS calls (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        day INTEGER NOT NULL,
        report TEXT,
        module TEXT NOT NULL,
        model TEXT NOT NULL,
        provider TEXT NOT NULL,
        worst INTEGER NOT NULL,
        input_tokens INTEGER,
        cached_tokens INTEGER,
        output_tokens INTEGER,
        thinking_tokens INTEGER,
        cost INTEGER,
        outcome TEXT
      );
      CREATE INDEX IF NOT EXISTS calls_by_day ON calls (day);
      CREATE INDEX IF NOT EXISTS calls_by_report ON calls (report);
    `)
  }

  /** What the calls of a report, or of a day (days since 1970, UTC), cost or may cost. */
  #spent(where: 'report' | 'day', value: string | number): number {
    return this.#sql
      .exec<{ sum: number }>(
        `SELECT coalesce(sum(CASE WHEN outcome IS NULL THEN worst ELSE coalesce(cost, 0) END), 0)
          AS sum FROM calls WHERE ${where} = ?`,
        value,
      )
      .one().sum
  }

  /** Enters a call that is about to be made, unless a cap would be passed at its worst. */
  enter({ report, module, model, provider, worst, caps }: PlannedCall): EntryResult {
    const at = Date.now()
    const day = Math.floor(at / DAY_MS)
    const spent = {
      report: report === null ? 0 : this.#spent('report', report),
      day: this.#spent('day', day),
    }
    const cap = capPassed(spent, worst, caps)
    if (cap) return { ok: false, cap, ...spent }
    this.#sql.exec('DELETE FROM calls WHERE day < ?', day - KEEP_DAYS)
    const { id } = this.#sql
      .exec<{ id: number }>(
        `INSERT INTO calls (at, day, report, module, model, provider, worst)
          VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
        at,
        day,
        report,
        module,
        model,
        provider,
        worst,
      )
      .one()
    return { ok: true, id }
  }

  /** Settles a call that was entered, once. */
  settle(id: number, ended: EndedCall): void {
    this.#sql.exec(
      `UPDATE calls SET input_tokens = ?, cached_tokens = ?, output_tokens = ?,
        thinking_tokens = ?, cost = ?, outcome = ? WHERE id = ? AND outcome IS NULL`,
      ended.input_tokens,
      ended.cached_tokens,
      ended.output_tokens,
      ended.thinking_tokens,
      ended.cost,
      ended.outcome,
      id,
    )
  }

  /** The calls of a report, in the order in which they were made. */
  callsOf(report: string): LedgerRow[] {
    return this.#sql
      .exec<CallRow>('SELECT * FROM calls WHERE report = ? ORDER BY id LIMIT ?', report, MAX_ROWS)
      .toArray()
      .map(toLedgerRow)
  }

  /** What today's calls cost or may cost, in US dollars; days are those of UTC. */
  spentToday(): number {
    return this.#spent('day', Math.floor(Date.now() / DAY_MS)) / NANO
  }
}
