namespace Ledger.Network;

/// <summary>
/// A file per department for the operator's shell (sh or bash), so that <c>peer</c> and <c>osnadmin</c> act as that department's administrator: see
/// docs/fabric.md.
/// </summary>
internal static class OperatorShells
{
    /// <summary>Writes <c>operator/&lt;department&gt;.sh</c> for all departments.</summary>
    public static void Write(FabricLayout layout, IReadOnlyList<FabricOrganisation> organisations, IReadOnlyList<FabricOrderer> orderers)
    {
        Directory.CreateDirectory(layout.OperatorShells);
        foreach (var organisation in organisations)
            File.WriteAllText(layout.OperatorShell(organisation.Department), Text(layout, organisation, organisations, orderers));
    }

    private static string Text(FabricLayout layout, FabricOrganisation organisation,
        IReadOnlyList<FabricOrganisation> organisations, IReadOnlyList<FabricOrderer> orderers)
    {
        var member = new FabricMember(organisation.Department);
        var peer = organisation.Peers[0];
        var settings = PeerCommand.Settings(layout.Node(peer.Name), organisation.Administrator);
        var cases = organisations.Select(other =>
            $"        {other.Department}) set -- \"$@\" --peerAddresses {Quote(other.Gateway)} --tlsRootCertFiles {Quote(other.TlsRoot)} ;;");
        // Its own orderer if it has one.
        var orderer = orderers.FirstOrDefault(orderer => orderer.Name == member.Orderer) ?? orderers[0];
        List<string> lines =
        [
            $"# To be sourced: `peer` then acts as administrator of {organisation.MspId} toward {peer.Name}.",
            .. settings.Select(setting => $"export {setting.Key}={Quote(setting.Value)}"),
            "# ordered <command of peer>: what that command makes is sent to ordering.",
            $"ordered() {{ peer \"$@\" {Quote(PeerCommand.To(orderer, organisation.Administrator))}; }}",
            "# ordered_by '<department> <department>' <command of peer>: endorsed by a peer of each before.",
            "ordered_by() {",
            "    by=$1; shift",
            "    for department in $by; do case $department in",
            .. cases,
            "        *) echo \"no department $department\" >&2; return 1 ;;",
            "    esac; done",
            "    ordered \"$@\"",
            "}",
        ];
        if (orderer.MspId == member.OrdererMspId)
        {
            var administrator = layout.OrdererAdministrator(member);
            lines.Add($"# administer <command of osnadmin>: as administrator of {orderer.MspId} toward {orderer.Name}.");
            lines.Add($"administer() {{ osnadmin \"$@\" {Quote(OrdererAdministration.To(orderer, administrator))}; }}");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Quote(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
