// Plays the pulumi engine for one program: serves its two services by the definitions that Pulumi publishes, answers by a script, and
// writes what it was asked as one line of JSON each. It ends when its input does.
//
// The script is a JSON file:
//   lacks      features that this engine does not have, and the calls root and shutdown
//   preview    true when ids are not known yet
//   register   parent|type|name -> { urn, id, object, propertyDependencies }; what is missing is answered as a provider would that
//              gives its inputs back
//   read       parent|type|name -> { urn, object }
//   invoke     token|arguments -> { return } or { failures }
//   on         name of a resource -> refuse, fail, hang, cancel, leave, die
//   together   how many registrations of other resources than the stack are held until all are there
const fs = require("fs");
const grpc = require("@grpc/grpc-js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const engine = require("@pulumi/pulumi/proto/engine_pb.js");
const resource = require("@pulumi/pulumi/proto/resource_pb.js");
const provider = require("@pulumi/pulumi/proto/provider_pb.js");
const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb.js");
const { ResourceMonitorService } = require("@pulumi/pulumi/proto/resource_grpc_pb.js");

const script = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const InvokeResponse = resource.ResourceInvokeResponse ?? provider.InvokeResponse;
const waiting = [];
const registered = new Set();
let root = "";

const say = (line) => fs.writeSync(1, JSON.stringify(line) + "\n");
const js = (struct) => (struct ? struct.toJavaScript() : {});
const map = (entries, value = (v) => v) => {
    const result = {};
    entries.forEach((v, k) => (result[k] = value(v)));
    return result;
};
const status = (code, message) => ({ code, message, details: message });

// A fault of this server is not to pass for an answer of the engine: the test sees it on standard error.
const careful = (handler) => (call, answer) => {
    try {
        handler(call, answer);
    } catch (fault) {
        console.error(fault);
        answer(fault);
    }
};

// The same text for the same value, whatever the order of its keys.
const canonical = (value) =>
    Array.isArray(value) ? `[${value.map(canonical)}]`
        : value && typeof value === "object" ? `{${Object.keys(value).sort().map((k) => JSON.stringify(k) + ":" + canonical(value[k]))}}`
            : JSON.stringify(value);
const invocations = Object.fromEntries((script.invoke ?? []).map((i) => [`${i.tok}|${canonical(i.args)}`, i]));

const timeouts = (t) => t && { create: t.getCreate(), update: t.getUpdate(), delete: t.getDelete() };

const alias = (a) => {
    const s = a.getSpec();
    return s
        ? { name: s.getName(), type: s.getType(), stack: s.getStack(), project: s.getProject(), parentUrn: s.getParenturn(), noParent: s.getNoparent() }
        : { urn: a.getUrn() };
};

function urnOf(r) {
    const parent = r.getParent() && r.getParent().split("::")[2];
    const chain = !parent || parent === "pulumi:pulumi:Stack" ? "" : parent + "$";
    return `urn:pulumi:${script.stack}::${script.project}::${chain}${r.getType()}::${r.getName()}`;
}

// What of it is not in place yet: the engine writes resources down in the order of their dependencies.
function missing(r) {
    const properties = r.getPropertydependenciesMap?.();
    const urns = [r.getParent(), ...r.getDependenciesList(), r.getDeletedwith?.() ?? "", r.getProvider().split("::").slice(0, 4).join("::")];
    properties?.forEach((d) => urns.push(...d.getUrnsList()));
    return urns.filter((urn) => urn && !registered.has(urn));
}

function registerResource(call, reply) {
    const r = call.request;
    const answer = (error, response) => {
        if (response)
            registered.add(response.getUrn());
        reply(error, response);
    };
    say({
        call: "register", type: r.getType(), name: r.getName(), parent: r.getParent(), custom: r.getCustom(), remote: r.getRemote(), object: js(r.getObject()),
        dependencies: r.getDependenciesList(), propertyDependencies: map(r.getPropertydependenciesMap(), (d) => d.getUrnsList()),
        provider: r.getProvider(), providers: map(r.getProvidersMap()), version: r.getVersion(), pluginDownloadURL: r.getPlugindownloadurl(),
        protect: r.hasProtect() ? r.getProtect() : null, retainOnDelete: r.hasRetainondelete() ? r.getRetainondelete() : null,
        deleteBeforeReplace: r.getDeletebeforereplacedefined() ? r.getDeletebeforereplace() : null, deletedWith: r.getDeletedwith(), importId: r.getImportid(),
        ignoreChanges: r.getIgnorechangesList(), replaceOnChanges: r.getReplaceonchangesList(), hideDiffs: r.getHidediffsList(),
        additionalSecretOutputs: r.getAdditionalsecretoutputsList(), aliases: r.getAliasesList().map(alias), customTimeouts: timeouts(r.getCustomtimeouts()) ?? null,
        accepts: [r.getAcceptsecrets(), r.getAcceptresources(), r.getAliasspecs(), r.getSupportspartialvalues(), r.getSupportsresultreporting()],
    });
    if (missing(r).length > 0)
        return answer(status(grpc.status.FAILED_PRECONDITION, `${r.getName()} needs ${missing(r)}, which is not registered`));
    const key = `${r.getParent()}|${r.getType()}|${r.getName()}`;
    const known = script.register?.[key] ?? {};
    const response = new resource.RegisterResourceResponse();
    response.setUrn(known.urn ?? urnOf(r));
    response.setId(known.id ?? (r.getCustom() && !script.preview ? `${r.getName()}-id` : ""));
    response.setObject(known.object ? Struct.fromJavaScript(known.object) : r.getObject());
    for (const [property, urns] of Object.entries(known.propertyDependencies ?? {})) {
        const dependencies = new resource.RegisterResourceResponse.PropertyDependencies();
        dependencies.setUrnsList(urns);
        response.getPropertydependenciesMap().set(property, dependencies);
    }
    switch (script.on?.[r.getName()]) {
        case undefined:
            if (!script.together || !r.getParent())
                return answer(null, response);
            waiting.push(() => answer(null, response));
            return void (waiting.length === script.together && waiting.forEach((w) => w()));
        case "refuse": return answer(status(grpc.status.INVALID_ARGUMENT, `the name '${r.getName()}' is taken – 100 %\nby another`));
        case "fail": response.setResult(resource.Result.FAIL); return answer(null, response);
        case "hang": return void waiting.push(answer);
        case "cancel":
            waiting.push(answer);
            return waiting.forEach((w) => w(status(grpc.status.UNAVAILABLE, "resource monitor shut down while waiting on step's done channel")));
        case "leave": return monitorServer.forceShutdown();
        case "die": return process.exit(1);
        default: throw new Error(`script: ${script.on[r.getName()]}`);
    }
}

function readResource(call, answer) {
    const r = call.request;
    say({
        call: "read", type: r.getType(), name: r.getName(), parent: r.getParent(), id: r.getId(), object: js(r.getProperties()), dependencies: r.getDependenciesList(),
        provider: r.getProvider(), version: r.getVersion(), pluginDownloadURL: r.getPlugindownloadurl(), additionalSecretOutputs: r.getAdditionalsecretoutputsList(),
        accepts: [r.getAcceptsecrets(), r.getAcceptresources()],
    });
    if (missing(r).length > 0)
        return answer(status(grpc.status.FAILED_PRECONDITION, `${r.getName()} needs ${missing(r)}, which is not registered`));
    const known = script.read?.[`${r.getParent()}|${r.getType()}|${r.getName()}`];
    if (!known)
        return answer(status(grpc.status.NOT_FOUND, `there is no ${r.getType()} with the id ${r.getId()}`));
    const response = new resource.ReadResourceResponse();
    response.setUrn(known.urn);
    registered.add(known.urn);
    response.setProperties(Struct.fromJavaScript(known.object));
    answer(null, response);
}

function invoke(call, answer) {
    const r = call.request;
    const args = js(r.getArgs());
    say({ call: "invoke", tok: r.getTok(), args, provider: r.getProvider(), version: r.getVersion(), acceptResources: r.getAcceptresources() });
    const known = invocations[`${r.getTok()}|${canonical(args)}`];
    if (!known)
        return answer(status(grpc.status.UNKNOWN, `the function ${r.getTok()} is not known with ${canonical(args)}`));
    const response = new InvokeResponse();
    response.setReturn(Struct.fromJavaScript(known.return ?? {}));
    response.setFailuresList((known.failures ?? []).map((f) => {
        const failure = new provider.CheckFailure();
        failure.setProperty(f.property);
        failure.setReason(f.reason);
        return failure;
    }));
    answer(null, response);
}

const monitorServer = new grpc.Server();
monitorServer.addService(ResourceMonitorService, {
    supportsFeature: (call, answer) => {
        const response = new resource.SupportsFeatureResponse();
        response.setHassupport(!(script.lacks ?? []).includes(call.request.getId()));
        answer(null, response);
    },
    registerResource: careful(registerResource),
    readResource: careful(readResource),
    invoke: careful(invoke),
    registerResourceOutputs: (call, answer) => {
        say({ call: "outputs", urn: call.request.getUrn(), outputs: js(call.request.getOutputs()) });
        answer(null, new Empty());
    },
    ...(script.lacks?.includes("shutdown") ? {} : {
        signalAndWaitForShutdown: (call, answer) => {
            say({ call: "shutdown" });
            answer(null, new Empty());
        },
    }),
});

const engineServer = new grpc.Server();
engineServer.addService(EngineService, {
    log: (call, answer) => {
        const l = call.request;
        say({ call: "log", severity: l.getSeverity(), message: l.getMessage(), urn: l.getUrn(), streamId: l.getStreamid(), ephemeral: l.getEphemeral() });
        answer(null, new Empty());
    },
    ...(script.lacks?.includes("root") ? {} : {
        setRootResource: (call, answer) => {
            root = call.request.getUrn();
            say({ call: "root", urn: root });
            answer(null, new engine.SetRootResourceResponse());
        },
    }),
    getRootResource: (call, answer) => {
        const response = new engine.GetRootResourceResponse();
        response.setUrn(root);
        answer(null, response);
    },
});

const listen = (server) => new Promise((done, failed) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => (error ? failed(error) : done(`127.0.0.1:${port}`))));

Promise.all([listen(monitorServer), listen(engineServer)]).then(([monitor, engineAddress]) => say({ monitor, engine: engineAddress }));
process.stdin.on("end", () => process.exit(0)).resume();
