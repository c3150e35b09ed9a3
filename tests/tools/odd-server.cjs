// An HTTP/2 server without TLS that answers as no gRPC server should, or not at all: what it does stands in the path. It prints its
// address, and ends when its input does.
const http2 = require("http2");

const framed = (bytes, flag = 0, length = bytes.length) => Buffer.concat([Buffer.from([flag, 0, 0, 0, length]), Buffer.from(bytes)]);
const plain = { ":status": 200, "content-type": "application/grpc" };

function answer(stream, body, trailers) {
    stream.respond(plain, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers(trailers));
    stream.end(body);
}

const server = http2.createServer();
server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    const [, how, value] = headers[":path"].split("/");
    switch (how) {
        case "http": return stream.respond({ ":status": Number(value) }, { endStream: true });
        case "status": return answer(stream, Buffer.alloc(0), { "grpc-status": value, "grpc-message": "50%25 of %E2%82%AC 2" });
        case "headers": return stream.respond({ ...plain, "grpc-status": value, "grpc-message": "at once" }, { endStream: true });
        case "silent": return stream.respond(plain, { endStream: true });
        case "deadline": return answer(stream, framed(Buffer.concat([Buffer.from([0x0a, headers["grpc-timeout"].length]), Buffer.from(headers["grpc-timeout"])])), { "grpc-status": "0" });
        case "garbage": return answer(stream, framed([0xff, 0xff]), { "grpc-status": "0" });
        case "short": return answer(stream, framed([0x0a, 0x00], 0, 9), { "grpc-status": "0" });
        case "compressed": return answer(stream, framed([0x0a, 0x00], 1), { "grpc-status": "0" });
        case "reset": return stream.close(Number(value));
        case "hangup": return stream.session.destroy();
        case "never": return;
    }
});
server.listen(0, "127.0.0.1", () => console.log(`127.0.0.1:${server.address().port}`));
process.stdin.on("end", () => process.exit(0)).resume();
