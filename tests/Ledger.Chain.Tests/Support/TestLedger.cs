using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain.Tests;

/// <summary>Four departments and a bank, their keys, a genesis, and envelopes signed by any of them.</summary>
internal sealed partial class TestLedger : IDisposable
{
    public const string Origin = "ledger.example/city";
    public const ulong GenesisTime = 1_760_000_000_000;
    private readonly Dictionary<string, TestOrganisation> organisations;
    private readonly TestFolder folder = new();
    private ulong sequence;

    public TestLedger(uint quorum = 4)
        : this(quorum, [.. new[] { "finance", "registration", "tax", "transaction", "bank-a" }.Select((name, i) => new Member
        {
            Organisation = name,
            Department = name == "bank-a" ? "finance" : name,
            CreditCode = $"91440000000000000{(char)('A' + i)}",
            Lender = name == "bank-a",
        })])
    {
    }

    /// <summary>A ledger of these members: the departments of their own names have peers.</summary>
    public TestLedger(uint quorum, IReadOnlyList<Member> members, ulong genesisTime = GenesisTime)
    {
        organisations = members.Select((member, i) => new TestOrganisation(member.Organisation, member.CreditCode, i))
            .ToDictionary(o => o.Name, StringComparer.Ordinal);
        var genesis = new Genesis
        {
            Origin = Origin,
            TimeMs = genesisTime,
            Nonce = ByteString.CopyFrom(new byte[16]),
            Quorum = quorum,
            Profile = 1,
        };
        foreach (var organisation in organisations.Values.OrderBy(o => o.Name, StringComparer.Ordinal))
        {
            var member = members.Single(member => member.Organisation == organisation.Name);
            genesis.Members.Add(new Member(member) { RootCertificate = ByteString.CopyFrom(organisation.Root) });
            if (member.Department == member.Organisation)
                genesis.Peers.Add(KeysOf(organisation));
        }

        genesis.Signers.Add(organisations.Values
            .OrderBy(o => Convert.ToHexStringLower(o.Signer.KeyId.Span), StringComparer.Ordinal)
            .Select(o => new SignerCertificate { Organisation = o.Name, Certificate = ByteString.CopyFrom(o.SignerCertificate) }));
        Genesis = GenesisBlock.Create(genesis);
    }

    public static IReadOnlyList<string> Departments { get; } = ["finance", "registration", "tax", "transaction"];

    public GenesisBlock Genesis { get; }

    public EnvelopeVerificationCache Envelopes { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TestOrganisation this[string name] => organisations[name];

    public string Folder(string name) => folder[name];

    public static PeerKeys KeysOf(TestOrganisation organisation) => new()
    {
        Organisation = organisation.Name,
        LogKey = organisation.LogSigner.Key.ToString(),
        CosignerKey = organisation.Cosigner.Key.ToString(),
    };

    public static Event EventOf(IMessage body) => new() { Type = body.Descriptor.FullName, Body = body.ToByteString() };

    public static Event Approve(byte[] proposal) => EventOf(new Approve { Proposal = ByteString.CopyFrom(proposal) });

    public Payload PayloadOf(params Event[] events) => new()
    {
        Origin = Origin,
        Sequence = ++sequence,
        TimeMs = (ulong)Time.GetUtcNow().ToUnixTimeMilliseconds(),
        Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(16)),
        Events = { events },
    };

    public byte[] Sign(string organisation, params Event[] events) => Sign(organisations[organisation].Signer, PayloadOf(events));

    public static byte[] Sign(EnvelopeSigner signer, Payload payload) => signer.Sign(payload).ToByteArray();

    public static byte[] LeafHash(byte[] envelope) => MerkleHash.Leaf(DecodedEnvelope.ToEntry(envelope));

    public void Dispose() => folder.Dispose();
}
