/** A dataset in plain words, with the field's own terms below. */
import { tCode } from './strings/index.ts'

export const DatasetName = ({ dataset }: { dataset: string }) => (
  <>
    {tCode('dataset', dataset)}
    <span class="terms">{tCode('dataset', `${dataset}_terms`)}</span>
  </>
)
