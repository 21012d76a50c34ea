// Whether a picture shows anything: how much of it differs from its commonest colour. Reads the PNG files that browsers
// write (eight bits a channel, not interlaced), and nothing else.

import { inflateSync } from 'node:zlib';

/** So much of a picture is drawn at least; the emptiest view there is has many times as much. */
export const DRAWN_MIN = 0.003;
const CHANNELS = { 2: 3, 6: 4 };

/** The part of all pixels that are not of the commonest colour. @param {Buffer} png */
export function drawnPart(png) {
  const { width, height, channels, data } = dataOf(png);
  const stride = width * channels;
  const counts = new Map();
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const at = y * (stride + 1);
    const row = rowOf(data[at], data.subarray(at + 1, at + 1 + stride), above, channels);
    for (let x = 0; x < stride; x += channels) {
      const colour = (row[x] << 16) | (row[x + 1] << 8) | row[x + 2];
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    above = row;
  }
  return 1 - Math.max(...counts.values()) / (width * height);
}

function dataOf(png) {
  const parts = [];
  let at = 8;
  let head;
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') head = body;
    if (type === 'IDAT') parts.push(body);
    at += length + 12;
  }
  const channels = CHANNELS[head?.[9]];
  if (channels === undefined || head[8] !== 8 || head[12] !== 0) throw new Error('This PNG is of a kind unknown here.');
  return {
    width: head.readUInt32BE(0),
    height: head.readUInt32BE(4),
    channels,
    data: inflateSync(Buffer.concat(parts)),
  };
}

/** A row without its filter, as the PNG standard names them. */
function rowOf(filter, bytes, above, channels) {
  const row = new Uint8Array(bytes.length);
  for (let x = 0; x < bytes.length; x += 1) {
    const left = x < channels ? 0 : row[x - channels];
    const corner = x < channels ? 0 : above[x - channels];
    const guess = [0, left, above[x], (left + above[x]) >> 1, paeth(left, above[x], corner)][filter];
    row[x] = bytes[x] + guess;
  }
  return row;
}

function paeth(left, up, corner) {
  const estimate = left + up - corner;
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(estimate - each));
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
