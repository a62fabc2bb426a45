using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric;

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
    private const int MaxDepth = 8;
    private const int MaxCachedVerdicts = 4096;

    private readonly Dictionary<string, MemberCertificate> roots = new(StringComparer.Ordinal);
    private readonly List<MemberCertificate> authorities = [];
    private readonly HashSet<string> parents = new(StringComparer.Ordinal);
    private readonly HashSet<string> admins = new(StringComparer.Ordinal);
    private readonly List<RevocationList> revocations = [];
    private readonly List<UnitRule> units = [];
    private readonly Dictionary<MSPRole.Types.MSPRoleType, UnitRule> roles = [];
    private readonly ConcurrentDictionary<string, Verdict> verdicts = new(StringComparer.Ordinal);

    private Membership(string mspId) => MspId = mspId;

    /// <summary>Its id, such as <c>TaxOrgMSP</c>.</summary>
    public string MspId { get; }

    /// <summary>Members have exactly one role each, told by a unit of their certificate (NodeOUs).</summary>
    public bool HasRoles => roles.Count > 0;

    /// <summary>Reads a definition. Never throws on any input.</summary>
    /// <param name="config">A <c>msp.FabricMSPConfig</c>.</param>
    /// <param name="membership">The membership.</param>
    /// <param name="fault">What is wrong with it, in English.</param>
    public static bool TryRead(ByteString config, [NotNullWhen(true)] out Membership? membership, [NotNullWhen(false)] out string? fault)
    {
        membership = null;
        try
        {
            var definition = FabricMSPConfig.Parser.ParseFrom(config);
            var read = new Membership(definition.Name);
            fault = read.Load(definition);
            if (fault is not null)
            {
                return false;
            }

            membership = read;
            return true;
        }
        catch (InvalidProtocolBufferException e)
        {
            fault = $"it is no membership definition: {e.Message}";
            return false;
        }
    }

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
        {
            return false;
        }

        return role.Role switch
        {
            MSPRole.Types.MSPRoleType.Member => Judge(certificate).Fault is null,
            MSPRole.Types.MSPRoleType.Admin when admins.Contains(certificate.Fingerprint) => true,
            _ => Judge(certificate) is { Fault: null, Chain: [_, var issuer, ..] }
                && roles.TryGetValue(role.Role, out var rule)
                && rule.Holds(certificate, issuer),
        };
    }

    private bool IsIdentity(MemberCertificate certificate, ByteString principal) =>
        Member.TryRead(principal, out var member, out _)
        && member.MspId == MspId
        && member.Certificate.Fingerprint == certificate.Fingerprint
        && Judge(certificate).Fault is null;

    private bool IsInUnit(MemberCertificate certificate, OrganizationUnit unit)
    {
        if (unit.MspIdentifier != MspId || Judge(certificate) is not { Fault: null, Chain: var chain })
        {
            return false;
        }

        return certificate.OrganizationalUnits.Contains(unit.OrganizationalUnitIdentifier, StringComparer.Ordinal)
            && unit.CertifiersIdentifier.Span.SequenceEqual(IdOf(chain.Skip(1)));
    }

    // Fabric names a path by the hash of its authorities' certificates, the issuer first.
    private static byte[] IdOf(IEnumerable<MemberCertificate> path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var authority in path)
        {
            hash.AppendData(authority.Der.Span);
        }

        return hash.GetHashAndReset();
    }

    private Verdict Judge(MemberCertificate certificate)
    {
        if (verdicts.TryGetValue(certificate.Fingerprint, out var known))
        {
            return known;
        }

        if (verdicts.Count >= MaxCachedVerdicts)
        {
            verdicts.Clear();
        }

        return verdicts[certificate.Fingerprint] = JudgeAnew(certificate);
    }

    private Verdict JudgeAnew(MemberCertificate certificate)
    {
        if (certificate.IsAuthority)
        {
            return new Verdict("an authority's certificate is no member's", []);
        }

        if (FindPath(certificate) is not { } chain)
        {
            return new Verdict($"no authority of {MspId} issued it", []);
        }

        if (parents.Contains(chain[1].Fingerprint))
        {
            return new Verdict($"its issuer {chain[1].Subject} issues intermediate authorities of {MspId} and so no members", []);
        }

        return new Verdict(PathFault(chain) ?? UnitFault(certificate, chain[1]), chain);
    }

    /// <summary>From the certificate to a root; null if there is no way.</summary>
    private List<MemberCertificate>? FindPath(MemberCertificate certificate)
    {
        var path = new List<MemberCertificate> { certificate };
        while (!roots.ContainsKey(path[^1].Fingerprint))
        {
            if (path.Count > MaxDepth || authorities.FirstOrDefault(a => a.MayIssue && path[^1].IsIssuedBy(a)) is not { } issuer)
            {
                return null;
            }

            path.Add(issuer);
        }

        return path;
    }

    private string? PathFault(List<MemberCertificate> chain)
    {
        var instant = chain[0].NotBefore.AddSeconds(1);
        for (var i = 0; i < chain.Count; i++)
        {
            if (instant < chain[i].NotBefore || instant > chain[i].NotAfter)
            {
                return $"{chain[i].Subject} was not valid when it was issued";
            }

            if (chain[i].UnknownCriticalExtension is { } oid)
            {
                return $"{chain[i].Subject} has the critical extension {oid}, which is not understood";
            }

            if (i > 0 && chain[i].PathLength is { } limit && i - 1 > limit)
            {
                return $"{chain[i].Subject} allows {limit} authorities below it";
            }

            if (i + 1 < chain.Count && revocations.Any(r => r.Revokes(chain[i], chain[i + 1])))
            {
                return $"{chain[i].Subject} has been revoked";
            }
        }

        return null;
    }

    private string? UnitFault(MemberCertificate certificate, MemberCertificate issuer)
    {
        if (units.Count > 0 && !units.Any(u => u.Holds(certificate, issuer)))
        {
            return $"it bears no unit that {MspId} asks for";
        }

        if (!HasRoles)
        {
            return null;
        }

        var borne = 0;
        foreach (var unit in certificate.OrganizationalUnits)
        {
            if (roles.Values.FirstOrDefault(r => r.Name == unit) is not { } rule)
            {
                continue;
            }

            if (!rule.UnderAuthority(issuer))
            {
                return $"its unit {unit} does not count under {issuer.Subject}";
            }

            borne++;
        }

        return borne == 1 ? null : $"it bears {borne} of the units that tell a role in {MspId} instead of one";
    }

    private string? Load(FabricMSPConfig definition)
    {
        foreach (var (bytes, isRoot) in definition.RootCerts.Select(c => (c, true)).Concat(definition.IntermediateCerts.Select(c => (c, false))))
        {
            if (!MemberCertificate.TryReadPem(bytes.Span, out var authority, out var fault))
            {
                return $"an authority of {MspId} cannot be read: {fault}";
            }

            authorities.Add(authority);
            if (isRoot)
            {
                roots[authority.Fingerprint] = authority;
            }
        }

        if (roots.Count == 0)
        {
            return $"{MspId} has no root";
        }

        foreach (var authority in authorities.Where(a => !roots.ContainsKey(a.Fingerprint)))
        {
            parents.UnionWith(authorities.Where(authority.IsIssuedBy).Select(p => p.Fingerprint));
        }

        foreach (var bytes in definition.Admins)
        {
            if (!MemberCertificate.TryReadPem(bytes.Span, out var admin, out var fault))
            {
                return $"an administrator of {MspId} cannot be read: {fault}";
            }

            admins.Add(admin.Fingerprint);
        }

        foreach (var bytes in definition.RevocationList)
        {
            if (!RevocationList.TryRead(bytes.Memory, out var list))
            {
                return $"a revocation list of {MspId} cannot be read";
            }

            revocations.Add(list);
        }

        return LoadUnits(definition);
    }

    private string? LoadUnits(FabricMSPConfig definition)
    {
        foreach (var identifier in definition.OrganizationalUnitIdentifiers)
        {
            if (!TryReadRule(identifier, out var rule, out var fault))
            {
                return fault;
            }

            units.Add(rule);
        }

        if (definition.FabricNodeOus is not { Enable: true } nodes)
        {
            return null;
        }

        foreach (var (role, identifier) in new (MSPRole.Types.MSPRoleType, FabricOUIdentifier?)[]
        {
            (MSPRole.Types.MSPRoleType.Client, nodes.ClientOuIdentifier),
            (MSPRole.Types.MSPRoleType.Peer, nodes.PeerOuIdentifier),
            (MSPRole.Types.MSPRoleType.Admin, nodes.AdminOuIdentifier),
            (MSPRole.Types.MSPRoleType.Orderer, nodes.OrdererOuIdentifier),
        })
        {
            if (identifier is null || identifier.OrganizationalUnitIdentifier.Length == 0)
            {
                continue;
            }

            if (!TryReadRule(identifier, out var rule, out var fault))
            {
                return fault;
            }

            roles[role] = rule;
        }

        return null;
    }

    private bool TryReadRule(FabricOUIdentifier identifier, [NotNullWhen(true)] out UnitRule? rule, [NotNullWhen(false)] out string? fault)
    {
        rule = null;
        fault = null;
        MemberCertificate? authority = null;
        if (!identifier.Certificate.IsEmpty)
        {
            if (!MemberCertificate.TryReadPem(identifier.Certificate.Span, out authority, out var unread))
            {
                fault = $"the authority for unit {identifier.OrganizationalUnitIdentifier} of {MspId} cannot be read: {unread}";
                return false;
            }
        }

        rule = new UnitRule(identifier.OrganizationalUnitIdentifier, authority);
        return true;
    }

    private sealed record Verdict(string? Fault, IReadOnlyList<MemberCertificate> Chain);
}
