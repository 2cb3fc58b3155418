import { keyIsShown, preparedOf, type Contest, type ContestMedia, type ContestQuestion } from '../state';

/** What `token` names, if the room may see or hear it by now (PH2); null else. */
export function mediaInRoom(contest: Contest, token: string): ContestMedia | null {
	if (!contest.prepared) return null;
	for (const question of preparedOf(contest).questions) {
		const media = question.media.find((m) => m.token === token);
		if (!media) continue;
		const due = media.on === 'text' ? wasPresented(contest, question) : keyWasShown(contest, question);
		return due ? media : null;
	}
	return null;
}

function wasPresented({ turn, played }: Contest, { no }: ContestQuestion): boolean {
	return turn?.q === no || played.some((t) => t.q === no);
}

function keyWasShown({ turn, played }: Contest, { no }: ContestQuestion): boolean {
	if (turn?.q === no && keyIsShown(turn)) return true;
	// Taken out before its reveal, a question has been presented, and its key has not been shown.
	return played.some((t) => t.q === no && !(t.voided && t.corrected === null && t.everyoneFailed === null));
}
