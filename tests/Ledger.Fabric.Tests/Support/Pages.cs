using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Fabric.Tests;

/// <summary>Reads pages and seals for assertions.</summary>
internal sealed class Pages(OrderingFixture fixture, string key)
{
    /// <summary>The page as Fabric committed it.</summary>
    public byte[] Committed => fixture.Channel.Read(OrderingFixture.Chaincode, key).Value.ToByteArray();

    public static string Body(Peer peer, string key) => Page.Parser.ParseFrom(peer.Reader.ReadPage(key)).Body.ToStringUtf8();

    public static Seal SealOf(Peer peer, ulong block) => EntryCodec.Parse(peer.Reader.ReadSeal(block)).Seal;
}
