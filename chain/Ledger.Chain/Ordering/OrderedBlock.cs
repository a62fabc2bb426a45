using Ledger.V1;

namespace Ledger.Chain;

/// <summary>A block as ordering hands it out: envelopes in order, no seal and no root; every peer makes its own.</summary>
/// <param name="Number">Block number, from 1; block 0 is genesis and every node makes it itself.</param>
/// <param name="Envelopes">Bytes of <see cref="Envelope"/> messages in their one encoding; at least one.</param>
/// <param name="Fabric">The Fabric block it was cut from; null on embedded ordering.</param>
public sealed record OrderedBlock(ulong Number, IReadOnlyList<ReadOnlyMemory<byte>> Envelopes, FabricBlock? Fabric = null);
