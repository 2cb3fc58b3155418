import { expect, it } from 'vitest';
import * as host from '$lib/protocol/host';
import * as phone from '$lib/protocol/phone';
import { stageView } from '$lib/protocol/stage';
import { sceneOf } from '$lib/ui/stage/scene';
import { consoleStates } from './console';
import { phoneStates, review } from './phone';
import { floorSizes, stageOf, stageScenes } from './stage';

const scenes = Object.entries({
	...stageScenes,
	...Object.fromEntries(floorSizes.map((n) => [`floor of ${n}`, stageOf(n).floor]))
});

it.each(scenes)('the real rules come to the scene %s, as the protocol has it', (name, make) => {
	const view = make();
	expect(() => stageView.parse(view)).not.toThrow();
	const kind = name.split(/[- ]/)[0];
	const drawn = { 'bell-question': 'question', 'bell-missed': 'reveal' };
	expect(sceneOf(view)).toBe(drawn[name as keyof typeof drawn] ?? kind);
});

it.each(Object.entries(phoneStates))(
	'the real rules come to the phone %s, as the protocol has it',
	(_, make) => {
		const { hello, view, me } = make();
		expect(() => phone.hello.parse(hello)).not.toThrow();
		expect(() => phone.phoneView.parse(view)).not.toThrow();
		expect(() => phone.me.nullable().parse(me)).not.toThrow();
	}
);

it('after the end the phone may read all of it again', () => {
	expect(() => phone.review.parse(review())).not.toThrow();
	expect(review().questions.length).toBeGreaterThan(6);
});

it.each(Object.entries(consoleStates))(
	'the real rules come to the console %s, as the protocol has it',
	(_, make) => {
		const { view, live, people, stage } = make();
		expect(() => host.hostView.parse(view)).not.toThrow();
		expect(() => host.hostLive.parse(live)).not.toThrow();
		expect(() => host.people.parse(people)).not.toThrow();
		expect(() => stageView.parse(stage)).not.toThrow();
	}
);

it.each([
	['rescue-proposed', 'rescue'],
	['cut-due', 'cut'],
	['pairs-due', 'pair'],
	['topic-choice', 'chooseTopic'],
	['closed', 'reveal'],
	['finished', 'done']
] as const)('on the console %s the next step is %s', (name, step) => {
	expect(consoleStates[name]().view.next.step).toBe(step);
});
