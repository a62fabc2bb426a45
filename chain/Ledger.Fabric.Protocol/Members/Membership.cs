using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// An organisation's membership service (MSP) as the channel's configuration defines it: whose certificates are its
/// members', and in which roles. Follows Fabric's rules of capability V1_4_3 and later. Safe for use by several threads.
/// </summary>
/// <remarks>
/// As in Fabric, a certificate that has expired is still a member's: paths are judged at the certificate's own first
/// second, so that a block verifies for ever. Ordering and peers refuse expired signers when a transaction arrives.
/// </remarks>
public sealed class Membership
{
    private const int MaxCachedVerdicts = 4096;

    // As in Fabric's language: a path that costs more checks of signatures is none.
    private const int MaxChecks = 100;

    private readonly HashSet<string> roots = new(StringComparer.Ordinal);
    private readonly List<MemberCertificate> authorities = [];
    private readonly HashSet<string> parents = new(StringComparer.Ordinal);
    private readonly HashSet<string> admins = new(StringComparer.Ordinal);
    private readonly List<RevocationList> revocations = [];
    private readonly List<UnitRule> units = [];
    private readonly Dictionary<MSPRole.Types.MSPRoleType, UnitRule> roles = [];
    private readonly List<string> unread = [];
    private readonly ConcurrentDictionary<string, Verdict> verdicts = new(StringComparer.Ordinal);
    private readonly bool allowsEd25519;
    private HashAlgorithmName signatureHash = HashAlgorithmName.SHA256;
    private HashAlgorithmName pathHash = HashAlgorithmName.SHA256;
    private string? closed;

    private Membership(string mspId, bool allowsEd25519)
    {
        MspId = mspId;
        this.allowsEd25519 = allowsEd25519;
    }

    /// <summary>Its id, such as <c>TaxOrgMSP</c>.</summary>
    public string MspId { get; }

    /// <summary>Members have exactly one role each, told by a unit of their certificate (NodeOUs).</summary>
    public bool HasRoles => roles.Count > 0;

    /// <summary>
    /// What of the definition cannot be read here, in English: authorities under whom nobody is a member, or whatever leaves it
    /// without any member.
    /// </summary>
    public IReadOnlyList<string> Unread => unread;

    /// <summary>
    /// Reads a definition. Never throws on any input. What cannot be read in it and Fabric took all the same costs members,
    /// never the reading of the channel: see <see cref="Unread"/>.
    /// </summary>
    /// <param name="config">A <c>msp.FabricMSPConfig</c>.</param>
    /// <param name="allowsEd25519">Members may have Ed25519 keys, as on channels of capability V3_0.</param>
    /// <param name="membership">The membership.</param>
    /// <param name="fault">Why it is no definition, in English.</param>
    public static bool TryRead(ByteString config, bool allowsEd25519, [NotNullWhen(true)] out Membership? membership, [NotNullWhen(false)] out string? fault)
    {
        membership = null;
        try
        {
            var definition = Wire.Parse(FabricMSPConfig.Parser, config);
            membership = new Membership(definition.Name, allowsEd25519);
            membership.Load(definition);
            fault = null;
            return true;
        }
        catch (InvalidProtocolBufferException e)
        {
            fault = $"it is no membership definition: {e.Message}";
            return false;
        }
    }

    /// <inheritdoc cref="TryRead(ByteString, bool, out Membership?, out string?)"/>
    public static bool TryRead(ByteString config, [NotNullWhen(true)] out Membership? membership, [NotNullWhen(false)] out string? fault) =>
        TryRead(config, allowsEd25519: false, out membership, out fault);

    /// <summary>Whether a certificate's key made a signature over the parts, one after the other, with the hash that the organisation chose.</summary>
    internal bool Verify(MemberCertificate certificate,
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2, ReadOnlySpan<byte> part3) =>
        certificate.Verify(signatureHash, signature, part1, part2, part3);

    /// <summary>Why a certificate is not a member's, in English; null if it is.</summary>
    public string? MemberFault(MemberCertificate certificate) => Judge(certificate).Fault;

    /// <summary>Whether a certificate is a member's and satisfies a principal of a policy.</summary>
    /// <param name="certificate">The certificate; of an identity that names this membership.</param>
    /// <param name="principal">Whom the policy means. Principals of anonymous credentials are satisfied by nobody.</param>
    public bool Satisfies(MemberCertificate certificate, MSPPrincipal principal)
    {
        try
        {
            return principal.PrincipalClassification switch
            {
                MSPPrincipal.Types.Classification.Role => HasRole(certificate, MSPRole.Parser.ParseFrom(principal.Principal)),
                MSPPrincipal.Types.Classification.Identity => IsIdentity(certificate, principal.Principal),
                MSPPrincipal.Types.Classification.OrganizationUnit => IsInUnit(certificate, OrganizationUnit.Parser.ParseFrom(principal.Principal)),
                MSPPrincipal.Types.Classification.Combined => CombinedPrincipal.Parser.ParseFrom(principal.Principal).Principals is { Count: > 0 } all
                    && all.All(p => Satisfies(certificate, p)),
                _ => false,
            };
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    private bool HasRole(MemberCertificate certificate, MSPRole role)
    {
        if (role.MspIdentifier != MspId)
            return false;

        return role.Role switch
        {
            MSPRole.Types.MSPRoleType.Member => Judge(certificate).Fault is null,
            MSPRole.Types.MSPRoleType.Admin when admins.Contains(certificate.Identity) => true,
            // Under the right authority is what a member's unit stands.
            _ => Judge(certificate).Fault is null
                && roles.TryGetValue(role.Role, out var rule)
                && certificate.OrganizationalUnits.Contains(rule.Name, StringComparer.Ordinal),
        };
    }

    private bool IsIdentity(MemberCertificate certificate, ByteString principal) =>
        Member.TryRead(principal, out var member, out _)
        && member.MspId == MspId
        && member.Certificate.Identity == certificate.Identity
        && Judge(certificate).Fault is null;

    private bool IsInUnit(MemberCertificate certificate, OrganizationUnit unit)
    {
        if (unit.MspIdentifier != MspId || Judge(certificate) is not { Fault: null, Chain: var chain })
            return false;

        return certificate.OrganizationalUnits.Contains(unit.OrganizationalUnitIdentifier, StringComparer.Ordinal)
            && unit.CertifiersIdentifier.Span.SequenceEqual(IdOf([.. chain.Skip(1)]));
    }

    // Fabric names a path by the hash of its authorities' certificates, the issuer first.
    private byte[] IdOf(IReadOnlyList<MemberCertificate> path)
    {
        using var hash = IncrementalHash.CreateHash(pathHash);
        for (var i = 0; i < path.Count; i++)
            hash.AppendData(path[i].Canonical(path[Math.Min(i + 1, path.Count - 1)]));

        return hash.GetHashAndReset();
    }

    private Verdict Judge(MemberCertificate certificate)
    {
        if (verdicts.TryGetValue(certificate.Fingerprint, out var known))
            return known;

        if (verdicts.Count >= MaxCachedVerdicts)
            verdicts.Clear();

        return verdicts[certificate.Fingerprint] = JudgeAnew(certificate);
    }

    private Verdict JudgeAnew(MemberCertificate certificate)
    {
        if (closed is not null)
            return new Verdict(closed, []);

        if (certificate.IsAuthority)
            return new Verdict("an authority's certificate is no member's", []);

        if (certificate.KeyKind == "RSA" || (certificate.KeyKind == "Ed25519" && !allowsEd25519))
            return new Verdict($"members have no {certificate.KeyKind} keys on this channel", []);

        // Authorities that issue anew with the key and name they had: one of the ways holds, or none.
        Verdict? first = null;
        var checks = 0;
        foreach (var chain in Paths([certificate], () => ++checks <= MaxChecks))
        {
            var verdict = new Verdict(PathFault(chain) ?? ParentFault(chain[1]) ?? UnitFault(certificate, chain[1]), chain);
            if (verdict.Fault is null)
                return verdict;

            first ??= verdict;
        }

        return first ?? new Verdict($"no authority of {MspId} issued it", []);
    }

    /// <summary>All ways from a certificate to a root.</summary>
    private IEnumerable<List<MemberCertificate>> Paths(List<MemberCertificate> path, Func<bool> mayCheck)
    {
        foreach (var authority in authorities)
        {
            if (!authority.MayIssue
                || path.Exists(passed => passed.Identity == authority.Identity)
                || !path[^1].Names(authority)
                || !mayCheck()
                || !path[^1].IsIssuedBy(authority))
            {
                continue;
            }

            List<MemberCertificate> further = [.. path, authority];
            if (roots.Contains(authority.Identity))
            {
                yield return further;
                continue;
            }

            foreach (var whole in Paths(further, mayCheck))
                yield return whole;
        }
    }

    private string? ParentFault(MemberCertificate issuer) =>
        parents.Contains(issuer.Identity) ? $"its issuer {issuer.Subject} issues intermediate authorities of {MspId} and so no members" : null;

    private string? PathFault(List<MemberCertificate> chain)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            if (!chain[i].IsValidAtStartOf(chain[0]))
                return $"{chain[i].Subject} was not valid when it was issued";

            if (chain[i].UnknownCriticalExtension is { } oid)
                return $"{chain[i].Subject} has the critical extension {oid}, which is not understood";

            if (i > 0 && chain[i].PathLength is { } limit && i - 1 > limit)
                return $"{chain[i].Subject} allows {limit} authorities below it";

            if (i + 1 < chain.Count && revocations.Any(r => r.Revokes(chain[i], chain[i + 1])))
                return $"{chain[i].Subject} has been revoked";
        }

        return null;
    }

    private string? UnitFault(MemberCertificate certificate, MemberCertificate issuer)
    {
        if (units.Count > 0 && !units.Any(u => u.Holds(certificate, issuer)))
            return $"it bears no unit that {MspId} asks for";

        if (!HasRoles)
            return null;

        var borne = 0;
        foreach (var unit in certificate.OrganizationalUnits)
        {
            if (roles.Values.LastOrDefault(r => r.Name == unit) is not { } rule)
                continue;

            if (!rule.UnderAuthority(issuer))
                return $"its unit {unit} does not count under {issuer.Subject}";

            borne++;
        }

        return borne == 1 ? null : $"it bears {borne} of the units that tell a role in {MspId} instead of one";
    }

    private void Load(FabricMSPConfig definition)
    {
        LoadHashes(definition.CryptoConfig);
        foreach (var (bytes, isRoot) in definition.RootCerts.Select(c => (c, true)).Concat(definition.IntermediateCerts.Select(c => (c, false))))
        {
            if (!MemberCertificate.TryReadPem(bytes.Span, out var authority, out var fault))
            {
                unread.Add($"an authority of {MspId} cannot be read, nobody under it is a member: {fault}");
                continue;
            }

            authorities.Add(authority);
            if (isRoot)
                roots.Add(authority.Identity);
        }

        foreach (var authority in authorities.Where(a => !roots.Contains(a.Identity)))
            parents.UnionWith(authorities.Where(authority.IsIssuedBy).Select(p => p.Identity));

        foreach (var bytes in definition.Admins)
        {
            if (MemberCertificate.TryReadPem(bytes.Span, out var admin, out var fault))
            {
                admins.Add(admin.Identity);
            }
            else
            {
                unread.Add($"an administrator of {MspId} cannot be read: {fault}");
            }
        }

        foreach (var bytes in definition.RevocationList)
        {
            if (!RevocationList.TryRead(bytes.Span, out var list))
            {
                Close("a revocation list cannot be read");
            }
            else if (list.IsNobodys)
            {
                Close("a revocation list does not name its authority's key");
            }
            else
            {
                revocations.Add(list);
            }
        }

        LoadUnits(definition);
    }

    private void LoadHashes(FabricCryptoConfig? config)
    {
        if (SignatureHash.OfFamily(config?.SignatureHashFamily) is not { } signatures
            || SignatureHash.OfPaths(config?.IdentityIdentifierHashFunction) is not { } paths)
        {
            Close($"hashes {config?.SignatureHashFamily} and {config?.IdentityIdentifierHashFunction} are not known");
            return;
        }

        signatureHash = signatures;
        pathHash = paths;
    }

    private void LoadUnits(FabricMSPConfig definition)
    {
        foreach (var identifier in definition.OrganizationalUnitIdentifiers)
        {
            if (ReadRule(identifier) is { } rule)
                units.Add(rule);
        }

        if (definition.FabricNodeOus is not { Enable: true } nodes)
            return;

        foreach (var (role, identifier) in new (MSPRole.Types.MSPRoleType, FabricOUIdentifier?)[]
        {
            (MSPRole.Types.MSPRoleType.Client, nodes.ClientOuIdentifier),
            (MSPRole.Types.MSPRoleType.Peer, nodes.PeerOuIdentifier),
            (MSPRole.Types.MSPRoleType.Admin, nodes.AdminOuIdentifier),
            (MSPRole.Types.MSPRoleType.Orderer, nodes.OrdererOuIdentifier),
        })
        {
            if (identifier is not null && ReadRule(identifier) is { } rule)
                roles[role] = rule;
        }
    }

    private UnitRule? ReadRule(FabricOUIdentifier identifier)
    {
        MemberCertificate? authority = null;
        if (!identifier.Certificate.IsEmpty && !MemberCertificate.TryReadPem(identifier.Certificate.Span, out authority, out var fault))
        {
            Close($"the authority for unit {identifier.OrganizationalUnitIdentifier} cannot be read: {fault}");
            return null;
        }

        return new UnitRule(identifier.OrganizationalUnitIdentifier, authority);
    }

    private void Close(string why)
    {
        closed ??= $"{MspId} has no members here: {why}";
        unread.Add($"nobody is a member of {MspId}: {why}");
    }

    private sealed record Verdict(string? Fault, IReadOnlyList<MemberCertificate> Chain);
}
