import type { PhoneToServer, ServerToPhone } from '$lib/protocol/events';
import type { Away, Hello, Join, Me, PhoneView, Recorded, Review } from '$lib/protocol/phone';
import { wholeView, type LeanPhoneView } from '$lib/protocol/phone-lean';
import { Connection } from './connection.svelte';
import { untilOpening } from './opening';
import { randomText } from './random';
import type { Seal } from './seal';
import { keepSeat, readSeat, type KeptSeat, type Sketch } from './seat-store';

/** Join requests as the form makes them: the phone adds the secret. */
export type JoinWish =
	| { by: 'name'; name: string; unit: string }
	| { by: 'pin'; sbd: number; pin: string }
	| { by: 'card'; card: string }
	| { by: 'audience'; name: string };

/** How the choice for the question on the floor stands. */
export type ChoiceState = 'none' | 'sending' | 'recorded' | 'refused';

/** A contestant's phone: seat, view, and the answer that is chosen, on its way, or recorded. */
export class PhoneClient {
	hello = $state.raw<Hello | null>(null);
	view = $state.raw<PhoneView | null>(null);
	me = $state.raw<Me | null>(null);
	/** The seat is on another device now (CO6). */
	moved = $state(false);
	joining = $state(false);
	/** Why the last request was refused, as a code. */
	refused = $state<string | null>(null);
	/** What the server has confirmed: it is in the database (PH6). */
	recorded = $state.raw<Recorded | null>(null);
	/** What was chosen last and is not confirmed yet; kept over reloads, sent when the line is back. */
	pending = $state.raw<Recorded | null>(null);
	/** What is begun and not sent: kept over reloads too. */
	sketch = $state.raw<Sketch | null>(null);
	/** Why a choice did not count; null while all is well. */
	notCounted = $state<string | null>(null);

	private readonly line: Connection<ServerToPhone, PhoneToServer>;
	private kept: KeptSeat;
	/** Reads what came sealed; it comes with what plays (ui/phone/play-part.svelte.ts). */
	private seal: Seal | null = null;
	/** The last view whose question came sealed, while there is nothing to read it with: only its key may follow. */
	private unread: PhoneView | null = null;
	private sending = false;
	/** Until a question opens on all screens at once. */
	private opening: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly code: string) {
		this.kept = readSeat(code);
		this.pending = this.kept.pending;
		this.sketch = this.kept.sketch;
		this.line = new Connection(
			'/play',
			() => ({ code, token: this.kept.token ?? undefined }),
			() => this.asked()
		);
		this.line.on('hello', (hello: Hello) => this.greeted(hello));
		this.line.on('view', (view: LeanPhoneView) => this.received(wholeView(view)));
		this.line.on('me', (me: Me) => this.seated(me));
		this.line.on('moved', () => this.lost());
		this.line.on('erased', () => this.erased());
	}

	/** From now on sealed questions can be read; so can one that has come already. */
	unseal(seal: Seal): void {
		this.seal = seal;
		if (this.unread) seal.read(this.unread);
		this.unread = null;
		if (this.view) this.view = seal.read(this.view);
	}

	get state() {
		return this.line.state;
	}

	get barred(): string | null {
		return this.line.code;
	}

	now(): number {
		return this.line.clock.now();
	}

	/** How the choice for question `q` stands. */
	choiceState(q: number): ChoiceState {
		if (this.pending?.q === q) return 'sending';
		if (this.notCounted) return 'refused';
		return this.recorded?.q === q ? 'recorded' : 'none';
	}

	/** What is marked as chosen for question `q`: the latest tap, confirmed or not. */
	chosen(q: number): string | null {
		if (this.pending?.q === q) return this.pending.v;
		return this.recorded?.q === q ? this.recorded.v : null;
	}

	async join(wish: JoinWish): Promise<boolean> {
		if (this.joining) return false;
		this.joining = true;
		this.refused = null;
		const ack = await this.line.ask('join', this.joinRequest(wish));
		this.joining = false;
		if (!ack?.ok) {
			this.refused = ack?.code ?? 'server/unavailable';
			return false;
		}
		this.moved = false;
		this.keep({ token: ack.token, secret: null });
		this.seated(ack.me);
		return true;
	}

	/** Takes the seat back from the device that has it now, by this seat's PIN. */
	async takeBack(): Promise<void> {
		const { me } = this;
		this.line.again();
		if (me?.sbd === null) this.moved = false;
		else if (me && !(await this.join({ by: 'pin', sbd: me.sbd, pin: me.pin })))
			if (this.refused === 'join/wrong_proof') {
				// The PIN is another by now: the form takes it.
				this.moved = false;
				this.me = null;
			}
	}

	/** Gives up the place in the audience and starts anew, to take a seat on the floor. */
	leaveAudience(): void {
		this.keep({ token: null, secret: null });
		location.reload();
	}

	/** Chooses an option or sends what has been typed; recorded as it is made (PH5). */
	choose(q: number, v: string): void {
		const last = Math.max(
			this.recorded?.q === q ? this.recorded.c : 0,
			this.pending?.q === q ? this.pending.c : 0
		);
		this.notCounted = null;
		this.hold({ q, c: last + 1, v });
		void this.flush();
	}

	/** Keeps what is begun for question `q`, and not ready to be sent. */
	begin(q: number, begun: Omit<Sketch, 'q'>): void {
		this.sketch = { q, ...begun };
		this.keep({ sketch: this.sketch });
	}

	/** What was begun for question `q`. */
	begun(q: number): Omit<Sketch, 'q'> {
		return this.sketch?.q === q ? this.sketch : { whole: null, part: null };
	}

	/** Contests the question that judged her (JU5); returns why it was refused, null when it is on record. */
	async appeal(turn: number, text: string): Promise<string | null> {
		const ack = await this.line.ask('appeal', { turn, text });
		return ack?.ok ? null : (ack?.code ?? 'server/unavailable');
	}

	/** Tells that she was away (JU6); false while the server has not answered. */
	async away(away: Away): Promise<boolean> {
		return (await this.line.ask('away', away)) !== null;
	}

	async review(): Promise<Review | null> {
		const reply = await this.line.ask('review');
		return reply?.ok ? reply : null;
	}

	close(): void {
		clearTimeout(this.opening);
		this.line.close();
	}

	/** Whether a question waits for her answer, or is about to. */
	private asked(): boolean {
		const { question, you, reveal } = this.view ?? {};
		if (!question || !you?.plays || reveal) return false;
		return question.state === 'presented' || (question.state === 'open' && this.now() < question.closesAt);
	}

	private greeted(hello: Hello): void {
		this.hello = hello;
		// The server no longer knows the token: the seat has moved while this phone was away, or the contest was set up anew.
		if (hello.seated || !this.kept.token || this.joining) return;
		if (this.me?.sbd) return this.lost();
		this.me = null;
		this.forget();
		this.keep({ token: null });
	}

	private received(view: PhoneView): void {
		if (this.view && view.v < this.view.v) return;
		clearTimeout(this.opening);
		const { shown, wait } = untilOpening(view, this.now());
		if (wait > 0) {
			this.opening = setTimeout(() => this.received(view), wait);
			return this.viewed(shown);
		}
		if (this.seal) return this.viewed(this.seal.read(view));
		if (view.question?.sealed) this.unread = view;
		this.viewed(view);
	}

	private viewed(view: PhoneView): void {
		// Another question, or more time for this one: what came too late may be chosen again. An early close takes time away.
		const [now, before] = [view.question, this.view?.question];
		const turned = now?.q !== before?.q || (now && before ? now.closesAt > before.closesAt : false);
		this.view = view;
		if (turned) this.notCounted = null;
		if (this.pending && view.question?.q !== this.pending.q) this.hold(null);
		if (this.pending) void this.flush();
	}

	private seated(me: Me): void {
		this.me = me;
		if (me.answer && (this.recorded?.q !== me.answer.q || me.answer.c >= this.recorded.c))
			this.recorded = me.answer;
		if (this.pending && me.answer?.q === this.pending.q && me.answer.c >= this.pending.c) this.hold(null);
	}

	/** Another device has the seat (CO6). What this one has chosen and not sent is no longer hers to choose. */
	private lost(): void {
		this.moved = true;
		this.forget();
		// A seat has a new token now; a place in the audience has been opened twice with the same.
		if (this.me?.sbd !== null) this.keep({ token: null });
		this.line.close();
	}

	/** The server knows nobody here any more, and so does this phone. */
	private erased(): void {
		this.me = null;
		this.recorded = null;
		this.forget();
		this.keep({ token: null, secret: null });
		this.refused = 'join/erased';
	}

	private forget(): void {
		this.sketch = null;
		this.keep({ sketch: null });
		this.hold(null);
	}

	private joinRequest(wish: JoinWish): Join {
		if (wish.by === 'pin' || wish.by === 'card') return wish;
		const secret = this.kept.secret ?? randomText(24);
		this.keep({ secret });
		return { ...wish, secret };
	}

	/** Sends the pending choice until the server has said yes or no; one at a time, always the latest. */
	private async flush(): Promise<void> {
		if (this.sending) return;
		this.sending = true;
		while (this.pending && this.line.connected && this.me) {
			const choice = this.pending;
			const ack = await this.line.ask('answer', choice);
			if (ack?.ok) this.confirmed({ q: choice.q, c: ack.c, v: ack.v });
			else if (ack && !passing.has(ack.code)) this.denied(choice, ack.code);
			else await new Promise((resolve) => setTimeout(resolve, 400 + 400 * Math.random()));
		}
		this.sending = false;
	}

	private confirmed(answer: Recorded): void {
		this.recorded = answer;
		if (this.pending && this.pending.q === answer.q && this.pending.c <= answer.c) this.hold(null);
	}

	private denied(choice: Recorded, code: string): void {
		if (this.pending?.c !== choice.c || this.pending.q !== choice.q) return;
		this.hold(null);
		this.notCounted = code;
	}

	private hold(pending: Recorded | null): void {
		this.pending = pending;
		this.keep({ pending });
	}

	private keep(change: Partial<KeptSeat>): void {
		this.kept = { ...this.kept, ...change };
		keepSeat(this.code, this.kept);
	}
}

/** Refusals after which the same choice is sent again. */
const passing = new Set(['server/unavailable', 'limit/too_fast']);
