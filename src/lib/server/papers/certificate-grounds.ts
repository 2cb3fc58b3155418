import { mm, type Pdf } from './sheet';

/* The two grounds that come with the program, drawn with lines: sharp on any printer, and small. */

interface Size {
	width: number;
	height: number;
}
const gold = '#b8862b';
const paleGold = '#e9cf8f';
const red = '#8a1020';

/** A bronze drum, pale behind the words, in a frame with the drum's teeth. */
export function drawDrumGround(pdf: Pdf, { width, height }: Size): void {
	pdf.rect(0, 0, width, height).fill('#fffdf6');
	drawDrum(pdf, width / 2, height / 2 + mm(2), mm(84));
	frame(pdf, { width, height }, mm(8), 2.4, red);
	frame(pdf, { width, height }, mm(10.2), 0.8, gold);
	teeth(pdf, { width, height }, mm(11.2), mm(3));
	frame(pdf, { width, height }, mm(14.6), 0.8, gold);
	for (const [x, y] of corners({ width, height }, mm(14.6))) {
		pdf.circle(x, y, mm(5)).fill('#fffdf6');
		drawSmallDrum(pdf, x, y, mm(4.4));
	}
}

/** A golden bell above, light falling from it, in a frame of red and gold. */
export function drawBellGround(pdf: Pdf, { width, height }: Size): void {
	pdf.rect(0, 0, width, height).fill('#fffaf0');
	const top: [number, number] = [width / 2, mm(16)];
	pdf
		.save()
		.rect(mm(12), mm(12), width - mm(24), height - mm(24))
		.clip();
	for (let i = 0; i < 36; i++) {
		const angle = (i / 36) * 2 * Math.PI;
		const next = angle + Math.PI / 36;
		pdf
			.moveTo(...top)
			.lineTo(top[0] + Math.cos(angle) * width, top[1] + Math.sin(angle) * width)
			.lineTo(top[0] + Math.cos(next) * width, top[1] + Math.sin(next) * width)
			.closePath()
			.fillOpacity(0.16)
			.fill(paleGold);
	}
	pdf.fillOpacity(1).restore();
	frame(pdf, { width, height }, mm(7), mm(3), red);
	frame(pdf, { width, height }, mm(10.5), 1.6, gold);
	frame(pdf, { width, height }, mm(12.2), 0.6, gold);
	for (const [x, y] of corners({ width, height }, mm(10.5))) {
		pdf.save().rotate(45, { origin: [x, y] });
		pdf.rect(x - mm(3.4), y - mm(3.4), mm(6.8), mm(6.8)).fill(red);
		pdf.rect(x - mm(2.2), y - mm(2.2), mm(4.4), mm(4.4)).fill(gold);
		pdf.restore();
	}
	drawBell(pdf, width / 2, mm(6), mm(17));
	drawBell(pdf, mm(44), height - mm(62), mm(36), 0.16);
}

function frame(pdf: Pdf, { width, height }: Size, inset: number, thickness: number, colour: string): void {
	pdf
		.rect(inset, inset, width - 2 * inset, height - 2 * inset)
		.lineWidth(thickness)
		.strokeColor(colour)
		.stroke();
}

function corners({ width, height }: Size, inset: number): [number, number][] {
	return [
		[inset, inset],
		[width - inset, inset],
		[inset, height - inset],
		[width - inset, height - inset]
	];
}

/** A row of triangles along all four sides, as they run round a drum. */
function teeth(pdf: Pdf, { width, height }: Size, inset: number, size: number): void {
	const along = (length: number, put: (from: number, step: number) => void) => {
		const n = Math.round((length - 2 * inset) / size);
		const step = (length - 2 * inset) / n;
		for (let i = 0; i < n; i++) put(inset + i * step, step);
	};
	along(width, (x, step) => {
		pdf.polygon([x, inset], [x + step, inset], [x + step / 2, inset + size * 0.8]);
		pdf.polygon([x, height - inset], [x + step, height - inset], [x + step / 2, height - inset - size * 0.8]);
	});
	along(height, (y, step) => {
		pdf.polygon([inset, y], [inset, y + step], [inset + size * 0.8, y + step / 2]);
		pdf.polygon([width - inset, y], [width - inset, y + step], [width - inset - size * 0.8, y + step / 2]);
	});
	pdf.fill(paleGold);
}

/** A star of fourteen rays within rings of lines, circles and teeth, as on the drums of Đông Sơn. */
function drawDrum(pdf: Pdf, x: number, y: number, radius: number): void {
	pdf.save().opacity(0.22).strokeColor(gold).fillColor(gold);
	star(pdf, x, y, radius * 0.27, radius * 0.1, 14);
	pdf.fill();
	for (const share of [0.3, 0.32, 0.44, 0.46, 0.6, 0.62, 0.8, 0.82, 0.96, 1])
		pdf
			.circle(x, y, radius * share)
			.lineWidth(share === 1 ? 2 : 0.8)
			.stroke();
	ring(48, (angle) => {
		pdf
			.circle(...around(x, y, radius * 0.38, angle), radius * 0.016)
			.lineWidth(0.8)
			.stroke();
	});
	ring(36, (angle) => drawBird(pdf, x, y, radius, angle));
	ring(120, (angle, step) => {
		pdf.polygon(
			around(x, y, radius * 0.84, angle),
			around(x, y, radius * 0.84, angle + step),
			around(x, y, radius * 0.94, angle + step / 2)
		);
	});
	pdf.fill();
	ring(60, (angle) => {
		pdf
			.moveTo(...around(x, y, radius * 0.47, angle))
			.lineTo(...around(x, y, radius * 0.59, angle + 0.06))
			.lineWidth(0.7)
			.stroke();
	});
	pdf.restore();
}

function drawSmallDrum(pdf: Pdf, x: number, y: number, radius: number): void {
	pdf.strokeColor(gold).fillColor(red);
	star(pdf, x, y, radius * 0.6, radius * 0.24, 8);
	pdf.fill();
	for (const share of [0.72, 1])
		pdf
			.circle(x, y, radius * share)
			.lineWidth(0.8)
			.stroke();
}

/** A bird in flight as three strokes, in the wide ring. */
function drawBird(pdf: Pdf, x: number, y: number, radius: number, angle: number): void {
	const at = (distance: number, along: number) => around(x, y, radius * distance, angle + along);
	pdf
		.moveTo(...at(0.7, -0.06))
		.lineTo(...at(0.72, 0.05))
		.moveTo(...at(0.71, 0))
		.lineTo(...at(0.78, -0.05))
		.moveTo(...at(0.71, 0))
		.lineTo(...at(0.645, -0.04))
		.lineWidth(1.3)
		.stroke();
}

function ring(n: number, put: (angle: number, step: number) => void): void {
	const step = (2 * Math.PI) / n;
	for (let i = 0; i < n; i++) put(i * step, step);
}

const around = (x: number, y: number, distance: number, angle: number): [number, number] => [
	x + distance * Math.sin(angle),
	y - distance * Math.cos(angle)
];

function star(pdf: Pdf, x: number, y: number, outer: number, inner: number, rays: number): void {
	const points: [number, number][] = [];
	ring(rays, (angle, step) => points.push(around(x, y, outer, angle), around(x, y, inner, angle + step / 2)));
	pdf.polygon(...points);
}

/** A bell, its top at `y`. */
function drawBell(pdf: Pdf, x: number, y: number, height: number, opacity = 1): void {
	const h = height;
	pdf.save().opacity(opacity);
	pdf
		.circle(x, y + h * 0.08, h * 0.07)
		.lineWidth(h * 0.035)
		.strokeColor(gold)
		.stroke();
	pdf
		.moveTo(x, y + h * 0.14)
		.bezierCurveTo(x + h * 0.26, y + h * 0.14, x + h * 0.26, y + h * 0.4, x + h * 0.29, y + h * 0.6)
		.bezierCurveTo(x + h * 0.31, y + h * 0.72, x + h * 0.38, y + h * 0.76, x + h * 0.42, y + h * 0.82)
		.lineTo(x - h * 0.42, y + h * 0.82)
		.bezierCurveTo(x - h * 0.38, y + h * 0.76, x - h * 0.31, y + h * 0.72, x - h * 0.29, y + h * 0.6)
		.bezierCurveTo(x - h * 0.26, y + h * 0.4, x - h * 0.26, y + h * 0.14, x, y + h * 0.14)
		.closePath();
	const shine = pdf.linearGradient(x - h * 0.4, y, x + h * 0.4, y);
	shine.stop(0, '#a8741c').stop(0.35, '#f6d77a').stop(0.6, '#e2b04a').stop(1, '#98661a');
	pdf.fill(shine);
	pdf.circle(x, y + h * 0.88, h * 0.075).fill(gold);
	pdf.roundedRect(x - h * 0.44, y + h * 0.8, h * 0.88, h * 0.055, h * 0.02).fill('#98661a');
	pdf.restore();
}
