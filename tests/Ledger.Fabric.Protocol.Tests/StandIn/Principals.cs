using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Policies in the words of Fabric's policy language.</summary>
internal static class Principals
{
    public static MSPPrincipal Role(string mspId, MSPRole.Types.MSPRoleType role) => new()
    {
        PrincipalClassification = MSPPrincipal.Types.Classification.Role,
        Principal = new MSPRole { MspIdentifier = mspId, Role = role }.ToByteString(),
    };

    /// <summary>AND over one role of several organisations.</summary>
    public static SignaturePolicyEnvelope And(MSPRole.Types.MSPRoleType role, params string[] mspIds) => OutOf(mspIds.Length, role, mspIds);

    public static SignaturePolicyEnvelope Or(MSPRole.Types.MSPRoleType role, params string[] mspIds) => OutOf(1, role, mspIds);

    public static SignaturePolicyEnvelope OutOf(int n, MSPRole.Types.MSPRoleType role, params string[] mspIds) =>
        OutOf(n, [.. mspIds.Select(m => Role(m, role))]);

    public static SignaturePolicyEnvelope OutOf(int n, params MSPPrincipal[] principals) => new()
    {
        Rule = NOutOf(n, [.. principals.Select((_, i) => new SignaturePolicy { SignedBy = i })]),
        Identities = { principals },
    };

    public static SignaturePolicy NOutOf(int n, params SignaturePolicy[] rules) =>
        new() { NOutOf = new SignaturePolicy.Types.NOutOf { N = n, Rules = { rules } } };
}
