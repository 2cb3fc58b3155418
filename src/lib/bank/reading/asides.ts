import type { Asked } from './asked';
import { readLevel } from '../words';
import { plain } from './rich';

/** What stands in brackets behind a question's number: its level, topic, points or time; anything else is noted. */
export function readAside(asked: Asked, aside: string): void {
	const said = aside.trim();
	const [, topic] = /^(?:chủ đề|lĩnh vực|chuyên đề|môn)\s*:\s*(.+)$/iu.exec(said) ?? [];
	const seconds = /^(\d{1,3})\s*(?:giây|s)$/iu.exec(said)?.[1];
	const level = readLevel(said.replace(/^mức(?: độ)?\s*:?\s*/iu, ''));
	if (said === '' || /^\d+(?:[.,]\d+)?\s*(?:điểm|đ)$/iu.test(said)) return;
	if (topic !== undefined) asked.topic = topic;
	else if (seconds !== undefined) asked.remarks.seconds = [plain(seconds)];
	else if (level) asked.level = level;
	else (asked.remarks.note ??= []).push(plain(said));
}
