import { createHash } from 'node:crypto';
import type { PhoneView } from '$lib/protocol/phone';
import { vietnameseName } from './names';
import { SimulatedPhone, type PhoneAct, type Ticket } from './phone';
import type { KnownQuestion } from './known';
import { Player, type Habits } from './player';
import { Random } from './random';

export interface CrowdOptions extends Habits {
	/** Of the running server: `http://localhost:3000`. */
	url: string;
	code: string;
	players: number;
	/** The same seed gives the same people, who think and answer alike, and who get their seats back by name. */
	seed: string;
	/** Seats of the roster to take first, by PIN; whoever comes after them registers with a name. */
	seats: readonly { sbd: number; pin: string }[];
	know: (q: number) => Promise<KnownQuestion | undefined>;
	/** Told of all that each phone, by its number, does and hears. */
	onAct?: ((phone: number, act: PhoneAct) => void) | undefined;
}

/** Phones that knock at the same moment; the next come when these are seated. */
const wave = 100;

/** Many simulated phones in one contest. */
export class Crowd {
	readonly phones: SimulatedPhone[] = [];
	private readonly players: Player[] = [];

	constructor(private readonly options: CrowdOptions) {}

	/** Brings everybody in; resolves when each has a seat or was refused one. */
	async join(): Promise<void> {
		const { players } = this.options;
		while (this.phones.length < players) {
			const first = this.phones.length;
			const coming = Array.from({ length: Math.min(wave, players - first) }, (_, i) => this.come(first + i));
			await Promise.all(coming.map((phone) => phone.seated));
		}
	}

	/** How many phones have a seat. */
	get seated(): number {
		return this.phones.filter((phone) => phone.seat).length;
	}

	/** How many phones with a seat have a line. */
	get online(): number {
		return this.phones.filter((phone) => phone.seat && phone.connected).length;
	}

	/** Whether every phone that was to come has come and gone again. */
	get gone(): boolean {
		return this.phones.length === this.options.players && this.phones.every((phone) => phone.gone);
	}

	/** Whether every phone that has a seat and a line shows the end. */
	get allSeeTheEnd(): boolean {
		return this.phones.every((p) => !p.seat || p.view?.phase === 'finished');
	}

	/** The newest view that any phone shows. */
	get newest(): PhoneView | null {
		return this.phones.reduce<PhoneView | null>((best, { view }) => {
			return view && view.v > (best?.v ?? -1) ? view : best;
		}, null);
	}

	close(): void {
		for (const player of this.players) player.stop();
		for (const phone of this.phones) phone.close();
	}

	private come(i: number): SimulatedPhone {
		const { url, code, seed, know, onAct } = this.options;
		const random = new Random(seed).of(i);
		const phone = new SimulatedPhone(url, code, this.ticket(i, random));
		if (onAct) phone.onAct = (act) => onAct(i, act);
		this.phones.push(phone);
		this.players.push(new Player(phone, this.options, random, know));
		return phone;
	}

	private ticket(i: number, random: Random): Ticket {
		const seat = this.options.seats[i];
		if (seat) return () => ({ by: 'pin', ...seat });
		const name = vietnameseName(random);
		const secret = createHash('sha256').update(`${this.options.seed}/${i}`).digest('base64url');
		const lot = random.next();
		return ({ units }) => ({ by: 'name', name, secret, unit: units[Math.floor(lot * units.length)] ?? '' });
	}
}
