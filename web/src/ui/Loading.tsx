/** Stands where something is on its way, in about its size, so that nothing jumps. */
import { type StringKey, t } from './strings/index.ts'

export const Loading = ({ label }: { label: StringKey }) => (
  <div class="loading" role="status">
    <p>{t(label)}</p>
    <div class="loading-bars" aria-hidden="true">
      <span />
      <span />
      <span />
      <span />
    </div>
  </div>
)
