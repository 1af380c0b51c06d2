'use strict';
// An application as others are, with Node.js's own modules alone. Prints its port once it listens.
//
// GET  /down?size=N&seed=S[&chunked=1][&coding=gzip|br|deflate]  N bytes that only N and S decide; X-Plain has the hash of them uncompressed
// PUT  /up                                                        the length and the SHA-256 of what came, as it came
// POST /echo                                                      what came, as it comes
const http = require('http');
const zlib = require('zlib');
const crypto = require('crypto');
const { Readable, pipeline } = require('stream');

const BLOCK = 1 << 16;
const CODINGS = {
  gzip: () => zlib.createGzip({ level: 1 }),
  br: () => zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
  deflate: () => zlib.createDeflate({ level: 1 }),
};

// Half of each block is noise, half is not, so that it can be compressed, and long bodies cost little to make.
function* bytes(size, seed) {
  const noise = crypto.createHash('sha512').update(String(seed)).digest();
  const block = Buffer.alloc(BLOCK);
  for (let at = 0; at < BLOCK / 2; at++) {
    block[at] = noise[at % 64] ^ (at * 31 + (at >> 6) * 17);
  }
  for (let left = size, number = 0; left > 0; left -= BLOCK, number++) {
    const next = Buffer.from(block.subarray(0, Math.min(left, BLOCK)));
    if (next.length >= 4) {
      next.writeUInt32BE(number);
    }
    yield next;
  }
}

function down(query, response) {
  const size = Number(query.get('size'));
  const coding = query.get('coding');
  response.setHeader('Content-Type', 'application/octet-stream');
  if (coding) {
    response.setHeader('Content-Encoding', coding);
  } else if (!query.get('chunked')) {
    response.setHeader('Content-Length', size);
  }
  const body = Readable.from(bytes(size, query.get('seed')), { objectMode: false });
  const done = (failure) => failure && response.destroy();
  if (coding) {
    pipeline(body, CODINGS[coding](), response, done);
  } else {
    pipeline(body, response, done);
  }
}

function up(request, response) {
  const hash = crypto.createHash('sha256');
  let length = 0;
  request.on('data', (data) => {
    hash.update(data);
    length += data.length;
  });
  request.on('end', () => {
    const told = request.headers['content-length'] || request.headers['transfer-encoding'] || 'nothing';
    response.end(length + ' ' + hash.digest('hex') + ' ' + (request.headers['content-encoding'] || 'plain') + ' ' + told);
  });
}

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://application');
  if (url.pathname === '/down') {
    down(url.searchParams, response);
  } else if (url.pathname === '/up') {
    up(request, response);
  } else if (url.pathname === '/echo') {
    response.setHeader('Content-Type', request.headers['content-type'] || 'application/octet-stream');
    pipeline(request, response, () => {});
  } else {
    response.statusCode = 404;
    response.end();
  }
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
