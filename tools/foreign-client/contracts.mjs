// Calls MergeProgramme's contracts from their .proto files alone, and reads what a refused call says.
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

const require = createRequire(import.meta.url);
const grpc = require("@grpc/grpc-js");
const protoLoader = require("@grpc/proto-loader");

/** A call that the host refused. The message holds the status and every violation, one a line. */
export class Refused extends Error {
  constructor(method, error, status) {
    const violations = (status?.details ?? []).flatMap((detail) => [
      ...(detail.field_violations ?? []).map((v) => `  ${v.field}: ${v.reason} ${v.description}`),
      ...(detail.violations ?? []).map((v) => `  ${v.subject}: ${v.type} ${v.description}`),
      ...(detail.domain ? [`  ${detail.domain}: ${detail.reason}`] : []),
    ]);
    super([`${method} was refused: ${grpc.status[error.code]} ${status?.message ?? error.details}`, ...violations].join("\n"));
    this.code = error.code;
    this.status = status;
  }
}

/** The contracts at an address. */
export class Contracts {
  #definition;
  #clients = new Map();
  #address;
  #metadata = new grpc.Metadata();

  /**
   * @param {string} token An OAuth 2.0 access token (JWT) of an issuer that the host trusts.
   * @param {string[]} folders Where the protos stand: ours first, then those that they import.
   */
  constructor(address, token, folders) {
    this.#metadata.set("authorization", `Bearer ${token}`);
    const files = readdirSync(folders[0], { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".proto"))
      .map((entry) => relative(folders[0], join(entry.parentPath ?? entry.path, entry.name)));
    this.#address = address;
    this.#definition = protoLoader.loadSync([...files, "google/rpc/status.proto", "google/rpc/error_details.proto"], {
      includeDirs: folders,
      keepCase: true,
      longs: Number,
      enums: String,
      arrays: true,
      oneofs: true,
    });
  }

  /** Calls `module.Method`, such as `mandates.GetMandate`. @throws {Refused} */
  call(name, request, seconds = 10) {
    const { client, method } = this.#method(name);
    return new Promise((resolve, reject) =>
      client[method](request, this.#metadata, { deadline: Date.now() + seconds * 1000 }, (error, response) =>
        error ? reject(this.#refused(name, error)) : resolve(response),
      ),
    );
  }

  /** The stream of `module.Method`, such as `procurement.StreamEvents`, as an async iterable. It ends after so many seconds. */
  async *stream(name, request, seconds = 30) {
    const { client, method } = this.#method(name);
    const stream = client[method](request, this.#metadata, { deadline: Date.now() + seconds * 1000 });
    try {
      yield* stream;
    } catch (error) {
      throw this.#refused(name, error);
    } finally {
      stream.cancel();
    }
  }

  /** Ends the connections. */
  close() {
    for (const client of this.#clients.values()) client.close();
  }

  #method(name) {
    const [module, method] = name.split(".");
    if (!this.#clients.has(module)) {
      const service = `${module[0].toUpperCase()}${module.slice(1)}Service`;
      const Client = grpc.loadPackageDefinition(this.#definition).mergeprogramme[module].v1[service];
      this.#clients.set(module, new Client(this.#address, grpc.credentials.createInsecure()));
    }
    return { client: this.#clients.get(module), method };
  }

  // The trailer holds a google.rpc.Status (AIP-193); its details are messages of google.rpc in google.protobuf.Any.
  #refused(name, error) {
    if (error.code === undefined) return error;
    const [bytes] = error.metadata?.get("grpc-status-details-bin") ?? [];
    if (bytes === undefined) return new Refused(name, error);
    const status = this.#read("google.rpc.Status", bytes);
    return new Refused(name, error, {
      ...status,
      details: status.details.map((any) => this.#read(any.type_url.split("/").pop(), any.value)),
    });
  }

  #read(type, bytes) {
    return this.#definition[type].deserialize(bytes);
  }
}
