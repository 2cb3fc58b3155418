/** Statistics for the banks, behind the end of a contest. */
export class QuestionUses {
	async stop(): Promise<void> {}
}
