/** Why a deployment stopped, written for the person who runs it: what is wrong and what to do. */
export class DeployError extends Error {}
