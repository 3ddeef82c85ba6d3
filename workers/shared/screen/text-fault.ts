/** A problem of a screen as an answer tells it. */
import type { TextFault } from '../contracts/problem.ts'
import type { ScreenProblem } from './problem.ts'

/** `path` names the text of the request. A fault of a tree has its place in the path. */
export const textFaultOf = (problem: ScreenProblem, path: string): TextFault => ({
  path: problem.path === undefined ? path : `${path}.${problem.path}`,
  reason: problem.reason,
  message: problem.detail,
  message_zh: problem.detail_zh,
  from: problem.at.from,
  to: problem.at.to,
  near: problem.near,
})
