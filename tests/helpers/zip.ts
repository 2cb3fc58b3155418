import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP archive; `lie` changes what the directory says about the size. */
export function zip(files: Record<string, Buffer>, lie: (size: number) => number = (size) => size): Buffer {
	const local: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, data] of Object.entries(files)) {
		const packed = deflateRawSync(data);
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0);
		fields.writeUInt16LE(8, 4);
		fields.writeUInt32LE(crc32(data), 10);
		fields.writeUInt32LE(packed.length, 14);
		fields.writeUInt32LE(lie(data.length), 18);
		fields.writeUInt16LE(name.length, 22);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		local.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name));
		offset += 30 + name.length + packed.length;
	}
	const size = directory.reduce((sum, b) => sum + b.length, 0);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(Object.keys(files).length, 10);
	end.writeUInt32LE(size, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...local, ...directory, end]);
}
