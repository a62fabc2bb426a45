using System.Text;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>
/// A member chooses how its certificate is spelt, and Fabric takes many spellings. None may stop a reader: neither a creator's,
/// nor an endorser's.
/// </summary>
public sealed class SpellingTests
{
    /// <summary>What Fabric takes; <c>{B}</c> is the certificate's base64 in lines, <c>{L}</c> in one.</summary>
    public static TheoryData<string> Spellings =>
    [
        "-----BEGIN CERTIFICATE-----\n{B}\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\r\n{L}\r\n-----END CERTIFICATE-----\r\n",
        "-----BEGIN X-----\n{B}\n-----END X-----\n",
        "-----BEGIN -----\n{B}\n-----END -----\n",
        "-----BEGIN CERTIFICATE-----\nProc-Type: 4,CLEAR\nAnything: at all\n\n{B}\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n:\n{B}\n-----END CERTIFICATE-----\n",
        "text before\n-----BEGIN CERTIFICATE-----\n{B}\n-----END CERTIFICATE-----\ntext behind",
        "-----BEGIN CERTIFICATE-----  \t\n  {B}  \n-----END CERTIFICATE-----  \n",
        "-----BEGIN A-----\n-----BEGIN CERTIFICATE-----\n{B}\n-----END CERTIFICATE-----\n",
        "-----BEGIN A-----\n!!!!\n-----END A-----\n-----BEGIN B-----\n{B}\n-----END B-----\n",
        "-----BEGIN CERTIFICATE-----\n{B}\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "{J}\n-----BEGIN CERTIFICATE-----\n{B}\n-----END CERTIFICATE-----\n{J}",
    ];

    /// <summary>What Fabric does not take.</summary>
    public static TheoryData<string> Others =>
    [
        "",
        "{L}",
        "x-----BEGIN CERTIFICATE-----\n{B}\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n{B}\n-----END CERT-----\n",
        "-----BEGIN CERTIFICATE-----\n{B}-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n{B}\n-----END CERTIFICATE-----x\n",
        "-----BEGIN CERTIFICATE\n{B}\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nA{B}\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\n{B}\n-----END CERTIFICATE-----\n",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_spelling_that_Fabric_takes_stops_nobody(string spelling)
    {
        using var bench = new VerifierBench();
        var (creator, endorser) = (Spell(bench.User, spelling), Spell(bench.Peers[0], spelling));

        bench.Verify(new TestTransaction { Creator = creator, Endorsers = bench.TwoPeers });
        bench.Verify(new TestTransaction { Creator = bench.User, Endorsers = [endorser, bench.Peers[1]] });
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Others_are_nobodys(string spelling)
    {
        using var first = new VerifierBench();
        using var bench = new VerifierBench();

        first.Fails(BlockFault.Creator, () => first.Verify(new TestTransaction { Creator = Spell(first.User, spelling), Endorsers = first.TwoPeers }));
        bench.Fails(BlockFault.EndorsementPolicy,
            () => bench.Verify(new TestTransaction { Creator = bench.User, Endorsers = [Spell(bench.Peers[0], spelling), bench.Peers[1]] }));
    }

    [Fact]
    public void Two_spellings_of_one_endorser_are_one()
    {
        using var bench = new VerifierBench();
        var pair = Principals.And(MSPRole.Types.MSPRoleType.Peer, "Org1MSP", "Org1MSP");
        bench.Verify(bench.Define("pair", new ApplicationPolicy { SignaturePolicy = pair }));
        var again = Spell(bench.Peers[0], "-----BEGIN X-----\n{B}\n-----END X-----\n");

        bench.Fails(BlockFault.EndorsementPolicy, () => bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[0], again], Chaincode = "pair", Writes = ["pair"] }));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(9_000)]
    public void Fields_not_known_may_be_nested_deep(int depth)
    {
        using var bench = new VerifierBench();
        byte[] nested = [.. Enumerable.Repeat((byte)0x7B, depth), .. Enumerable.Repeat((byte)0x7C, depth)];
        var creator = new TestIdentity(bench.User.MspId, bench.User.Certificate,
            bench.User.Key)
        { Serialized = bench.User.Serialized.Concat(ByteString.CopyFrom(nested)) };

        bench.Verify(new TestTransaction { Creator = creator, Endorsers = bench.TwoPeers });
    }

    [Theory]
    [InlineData("nistP224")]
    [InlineData("nistP384")]
    [InlineData("nistP521")]
    public void Keys_on_other_curves_create_and_endorse(string name)
    {
        using var bench = new VerifierBench();
        var curve = System.Security.Cryptography.ECCurve.CreateFromFriendlyName(name);
        var organisation = bench.Channel.Organisation("Org1MSP");

        bench.Verify(new TestTransaction
        {
            Creator = organisation.IssueOn(curve, "user", "client"),
            Endorsers = [organisation.IssueOn(curve, "peer", "peer"), bench.Peers[1]]
        });
    }

    [Fact]
    public void Ed25519_keys_create_and_endorse_where_the_channel_has_the_capability()
    {
        using var bft = new VerifierBench(bft: true);
        using var raft = new VerifierBench();

        bft.Verify(Make(bft));
        raft.Fails(BlockFault.Creator, () => raft.Verify(Make(raft)));

        static TestTransaction Make(VerifierBench bench) => new()
        {
            Creator = bench.Channel.Organisation("Org1MSP").IssueEd25519("user", "client"),
            Endorsers = [bench.Channel.Organisation("Org1MSP").IssueEd25519("peer", "peer"), bench.Peers[1]],
        };
    }

    [Fact]
    public void No_text_and_no_bytes_make_the_reader_throw()
    {
        using var bench = new VerifierBench();
        var der = bench.Channel.Organisation("Org1MSP").IssueOn(System.Security.Cryptography.ECCurve.NamedCurves.nistP256, "user", "client")
            .Certificate.RawData;
        var texts = Spellings.Concat(Others).Select(row => Encoding.UTF8.GetBytes(Text(der, row.Data, junk: 10))).ToList();
        byte[] notable = [.. "-\n\r\t :=AEND"u8, 0, 0x30, 0x7F, 0x80, 0xFF];
        // The same sequence in every run: what fails, fails again.
        var random = new Random(20261125);
        for (var i = 0; i < 20_000; i++)
        {
            _ = MemberCertificate.TryReadPem(Mutate(texts[random.Next(texts.Count)]), out _, out _);
            _ = MemberCertificate.TryReadDer(Mutate(der), out _, out _);
            _ = RevocationList.TryRead(Mutate(der), out _);
        }

        byte[] Mutate(byte[] bytes)
        {
            var mutated = bytes.ToList();
            for (var count = random.Next(1, 6); count > 0; count--)
            {
                var at = random.Next(mutated.Count + 1);
                switch (random.Next(3))
                {
                    case 0 when at < mutated.Count:
                        mutated[at] = notable[random.Next(notable.Length)];
                        break;
                    case 1:
                        mutated.Insert(at, notable[random.Next(notable.Length)]);
                        break;
                    default:
                        mutated.RemoveRange(at, Math.Min(random.Next(1, 40), mutated.Count - at));
                        break;
                }
            }

            return [.. mutated];
        }
    }

    private static TestIdentity Spell(TestIdentity identity, string spelling) => identity.Spelt(Text(identity.Certificate.RawData, spelling, junk: 60_000));

    private static string Text(byte[] der, string spelling, int junk)
    {
        var base64 = Convert.ToBase64String(der);
        return new StringBuilder(spelling)
            .Replace("{B}", string.Join('\n', base64.Chunk(64).Select(line => new string(line))))
            .Replace("{L}", base64)
            .Replace("{J}", new string('j', junk))
            .ToString();
    }
}
