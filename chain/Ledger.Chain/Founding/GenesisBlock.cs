using System.Text.RegularExpressions;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Block 0: the genesis entry alone, made by every node from its configuration. Checked whole before anything is
/// built on it.
/// </summary>
public sealed partial class GenesisBlock
{
    private GenesisBlock(Genesis genesis, byte[] entry)
    {
        Genesis = genesis;
        Entry = entry;
        Sha256 = Log.Sha256.Hash(entry);
        LeafHash = MerkleHash.Leaf(entry);
    }

    /// <summary>What the ledger starts from.</summary>
    public Genesis Genesis { get; }

    /// <summary>Bytes of entry 0: a <see cref="LogEntry"/> in its one encoding.</summary>
    public byte[] Entry { get; }

    /// <summary>SHA-256 of <see cref="Entry"/>: what every node and every replay is configured with.</summary>
    public byte[] Sha256 { get; }

    /// <summary>Leaf hash of the entry, 32 bytes.</summary>
    public byte[] LeafHash { get; }

    /// <summary>The ledger's name.</summary>
    public string Origin => Genesis.Origin;

    /// <summary>Builds it from a message.</summary>
    /// <exception cref="GenesisException">Something in it is not in order; the message says what.</exception>
    public static GenesisBlock Create(Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        try
        {
            return Check(genesis, EntryCodec.Encode(genesis));
        }
        catch (LogFormatException e)
        {
            throw new GenesisException(e.Message);
        }
    }

    /// <summary>Reads it from the bytes of entry 0 and compares them with the hash configured.</summary>
    /// <param name="entry">Bytes of entry 0.</param>
    /// <param name="expectedSha256">SHA-256 of the entry that this node is configured with, 32 bytes.</param>
    /// <exception cref="GenesisException">The hash is another one, or something in it is not in order.</exception>
    public static GenesisBlock Load(byte[] entry, ReadOnlySpan<byte> expectedSha256)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var seen = Log.Sha256.Hash(entry);
        if (!expectedSha256.SequenceEqual(seen))
        {
            throw new GenesisException(
                $"Genesis has SHA-256 {Convert.ToHexStringLower(seen)}; this node is configured for {Convert.ToHexStringLower(expectedSha256)}. "
                + "Check that the genesis file is the one all departments agreed on.");
        }

        return EntryCodec.TryParse(entry, out var parsed, out var fault) && parsed.EntryCase == LogEntry.EntryOneofCase.Genesis
            ? Check(parsed.Genesis, entry)
            : throw new GenesisException(fault?.ToString() ?? "The entry is not genesis.");
    }

    /// <summary>The pages it writes, in ordinal order of their keys.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]?>> Pages()
    {
        var pages = new List<KeyValuePair<string, byte[]?>>();
        foreach (var member in Genesis.Members)
            Add(PageKeys.Member(member.CreditCode), member);

        foreach (var signer in Genesis.Signers)
        {
            var certificate = CertificateIdentity.Parse(signer.Certificate.Span);
            var creditCode = Genesis.Members.Single(m => m.Organisation == signer.Organisation).CreditCode;
            Add(PageKeys.Key(certificate.KeyId), new SigningKey { CreditCode = creditCode, Certificate = signer.Certificate });
        }

        foreach (var peer in Genesis.Peers)
            Add(PageKeys.Peer(peer.Organisation), peer);

        Add(PageKeys.Quorum, new Quorum { K = Genesis.Quorum, Peers = { Genesis.Peers.Select(p => p.Organisation) } });
        Add(PageKeys.Profile, new ActiveProfile { Number = Genesis.Profile });
        pages.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return pages;

        void Add(string key, IMessage body) => pages.Add(new(key, new Page
        {
            TimeMs = Genesis.TimeMs,
            Nonce = ByteString.CopyFrom(PageHash.Nonce(Genesis.Nonce.Span, key)),
            Entry = ByteString.CopyFrom(LeafHash),
            Body = body.ToByteString(),
        }.ToByteArray()));
    }

    private static GenesisBlock Check(Genesis genesis, byte[] entry)
    {
        Require(genesis.Origin.Length > 0 && OriginName().IsMatch(genesis.Origin), $"origin '{genesis.Origin}' is not <host>/<city>");
        Require(genesis.Nonce.Length == EntryCodec.NonceSize, $"the nonce has {genesis.Nonce.Length} bytes; {EntryCodec.NonceSize} are wanted");
        Require(genesis.Profile > 0, "the profile is 0; profiles are numbered from 1");
        Require(IsSorted(genesis.Members.Select(m => m.Organisation)), "members are not sorted by organisation, or one is there twice");
        Require(IsSorted(genesis.Peers.Select(p => p.Organisation)), "peers are not sorted by organisation, or one is there twice");
        Require(genesis.Members.Select(m => m.CreditCode).Distinct(StringComparer.Ordinal).Count() == genesis.Members.Count, "two members share a credit code");
        Require(
            Consortium.IsSafe(genesis.Quorum, genesis.Peers.Count),
            $"a quorum of {genesis.Quorum} of {genesis.Peers.Count} peers does not hold: k = n, or 2k > n + 1, so that two quorums share an honest peer");
        var roots = genesis.Members.ToDictionary(m => m.Organisation, CheckMember, StringComparer.Ordinal);
        CheckSigners(genesis, roots);
        CheckPeers(genesis, roots);
        Require(genesis.ConsortiumKeyCheck.Length is 0 or 16, $"the consortium key's check value has {genesis.ConsortiumKeyCheck.Length} bytes, not 16");
        return new GenesisBlock(genesis, entry);
    }

    private static CertificateIdentity CheckMember(Member member)
    {
        Require(OrganisationName().IsMatch(member.Organisation), $"organisation '{member.Organisation}' is not 1 to 32 of a-z, 0-9 and -");
        Require(CreditCodeForm().IsMatch(member.CreditCode),
            $"credit code '{member.CreditCode}' of {member.Organisation} is not 18 digits and capital letters");
        Require(
            CertificateIdentity.TryParse(member.RootCertificate.Span, out var root, out var fault),
            $"the root certificate of {member.Organisation} cannot be used: {fault}");
        Require(root!.IsAuthority && root.IsIssuedBy(root),
            $"the root certificate of {member.Organisation} is not a self-signed authority (ECDSA with SHA-256)");
        return root;
    }

    private static void CheckSigners(Genesis genesis, Dictionary<string, CertificateIdentity> roots)
    {
        var keyIds = new List<string>();
        foreach (var signer in genesis.Signers)
        {
            Require(roots.TryGetValue(signer.Organisation, out var root), $"signer of unknown organisation '{signer.Organisation}'");
            Require(
                CertificateIdentity.TryParse(signer.Certificate.Span, out var certificate, out var fault),
                $"a signer certificate of {signer.Organisation} cannot be used: {fault}");
            Require(
                certificate!.IsIssuedBy(root!) && !certificate.IsAuthority && certificate.MaySign,
                $"the signer certificate '{certificate.Subject}' is not an end certificate for signing issued by the root of {signer.Organisation}");
            keyIds.Add(Convert.ToHexStringLower(certificate.KeyId));
        }

        Require(IsSorted(keyIds), "signers are not sorted by key id, or one is there twice");
    }

    private static void CheckPeers(Genesis genesis, Dictionary<string, CertificateIdentity> roots)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var peer in genesis.Peers)
        {
            Require(roots.ContainsKey(peer.Organisation), $"peer of unknown organisation '{peer.Organisation}'");
            foreach (var (text, type) in new[] { (peer.LogKey, SignatureType.Ed25519), (peer.CosignerKey, SignatureType.Cosignature) })
            {
                Require(VerifierKey.TryParse(text, out var key, out var fault), $"a key of peer {peer.Organisation} cannot be used: {fault}");
                Require(
                    key!.Type == type && (key.Name == genesis.Origin) == (type == SignatureType.Ed25519),
                    $"key '{key.Name}' of peer {peer.Organisation} has the wrong type or name: a log key has the origin as name and type 1, a cosigner key a name of its own and type 4");
                Require(used.Add(Convert.ToHexStringLower(key.PublicKey.Span)), $"a public key of peer {peer.Organisation} is there twice");
            }
        }
    }

    private static bool IsSorted(IEnumerable<string> names)
    {
        string? previous = null;
        foreach (var name in names)
        {
            if (previous is not null && string.CompareOrdinal(previous, name) >= 0)
                return false;

            previous = name;
        }

        return true;
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
            throw new GenesisException($"Genesis is not in order: {fault}.");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.:-]*/[^\s+\p{C}]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OriginName();

    [GeneratedRegex(@"^[a-z0-9-]{1,32}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OrganisationName();

    [GeneratedRegex(@"^[0-9A-Z]{18}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CreditCodeForm();
}
