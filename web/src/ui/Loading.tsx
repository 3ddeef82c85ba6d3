/** Stands in the place of something that is loading, in about its size, so that nothing jumps. */
import { t, type UiKey } from './strings/index.ts'

export const Loading = ({ label }: { label: UiKey }) => (
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
