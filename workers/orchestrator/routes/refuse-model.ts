/** Refuses a model that the configuration does not have. */
import { isKnownModel, unknownModel } from '#shared/configuration/models.ts'
import { AUTO, type Models } from '#shared/contracts/models.ts'
import { failAt, type Failure } from '#shared/contracts/problem.ts'

/** The refusal of `body.model`, or null for a model that there is and for `auto`. */
export const refuseModel = (model: string, models: Models): Failure | null =>
  model === AUTO || isKnownModel(models, model)
    ? null
    : failAt([unknownModel('body.model', model, models)])
