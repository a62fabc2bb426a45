using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>Proposals as those see them who approve.</summary>
public sealed class ProposalViewTests
{
    private static readonly byte[] Certificate = [0x30, 0x82, 0xff];

    [Fact]
    public void A_revocation_names_its_certificate_by_the_fingerprint_and_shows_bytes_in_hexadecimal_digits()
    {
        var revoke = new RevokeCertificate { CreditCode = "91441900MA00000238", Certificate = ByteString.CopyFrom(Certificate), Reason = "LEFT" };
        var proposal = new Proposal { Event = new() { Type = RevokeCertificate.Descriptor.FullName, Body = revoke.ToByteString() }, Proposer = "tax" };

        var json = ProposalView.Json(new(new byte[32], proposal, null, ["finance"], 1_796_000_000_000));

        Assert.Equal("3082ff", (string?)json["content"]!["certificate"]);
        var print = Convert.ToHexStringLower(SHA256.HashData(Certificate))[..16];
        Assert.Contains(print, ProposalView.NameOf(revoke).English, StringComparison.Ordinal);
        Assert.Contains(print, ProposalView.NameOf(revoke).Chinese, StringComparison.Ordinal);
    }
}
