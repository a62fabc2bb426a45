using System.Globalization;

namespace Ledger.Network;

/// <summary>Writes the configuration of a network's programs from the templates.</summary>
internal sealed class FabricConfiguration(FabricLayout layout, FabricPlan plan)
{
    // Not "localhost": that may mean ::1 first, where nobody listens.
    public const string Host = "127.0.0.1";

    /// <summary>What cryptogen makes.</summary>
    public string Crypto() => Render("crypto-config",
        ("orderers", Parts(plan.Orderers, member => Render("crypto-config-orderer",
            ("department", member.Department),
            ("domain", member.OrdererDomain),
            ("host", Host)))),
        ("organisations", Parts(FabricMember.All, member => Render("crypto-config-organisation",
            ("department", member.Department),
            ("domain", member.Domain),
            ("peers", Number(plan.PeersPerOrganisation)),
            ("host", Host)))));

    /// <summary>What the channel's first block is made from.</summary>
    public string Channel() => Render("configtx",
        ("channel_capability", plan.OrderingService == FabricOrderingService.Bft ? "V3_0" : "V2_0"),
        ("orderer_type", plan.OrderingService == FabricOrderingService.Bft ? "BFT" : "etcdraft"),
        ("batch_timeout", BatchTimeout),
        ("max_message_count", Number(plan.MaxMessageCount)),
        ("consensus", new ConfigurationTemplate.Lines(Consensus())),
        ("orderers", Parts(plan.Orderers, member => Render("configtx-orderer",
            ("msp_id", member.OrdererMspId),
            ("msp", Path.Combine(layout.OrdererOrganisation(member), "msp")),
            ("host", Host),
            ("port", Number(plan.Ports[member.Orderer].Listen))))),
        ("organisations", Parts(FabricMember.All, member => Render("configtx-organisation",
            ("msp_id", member.MspId),
            ("msp", Path.Combine(layout.Organisation(member), "msp")),
            ("host", Host),
            ("port", Number(plan.Ports[member.Peer(0)].Listen))))));

    /// <summary>An orderer's <c>orderer.yaml</c>.</summary>
    public string Orderer(FabricMember member)
    {
        var ports = plan.Ports[member.Orderer];
        return Render("orderer",
            ("host", Host),
            ("port", Number(ports.Listen)),
            ("administration_port", Number(ports.Second)),
            ("operations_port", Number(ports.Operations)),
            ("msp_id", member.OrdererMspId),
            ("keys", layout.OrdererKeys(member)),
            ("data", layout.Data(member.Orderer)),
            ("tls_roots", plan.Orderers.Select(layout.OrdererTlsRoot)),
            ("replication", new ConfigurationTemplate.Lines(plan.OrderingService == FabricOrderingService.Bft ? Render("orderer-bft-replication") : "")));
    }

    /// <summary>A peer's <c>core.yaml</c>.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="name">The peer.</param>
    /// <param name="builder">Folder of the builder for chaincode as a service.</param>
    public string Peer(FabricMember member, string name, string builder)
    {
        var ports = plan.Ports[name];
        var other = plan.Peers.FirstOrDefault(peer => peer.Member == member && peer.Name != name).Name ?? name;
        return Render("core",
            ("id", name),
            ("host", Host),
            ("port", Number(ports.Listen)),
            ("chaincode_port", Number(ports.Second)),
            ("operations_port", Number(ports.Operations)),
            ("bootstrap", Address(other)),
            ("msp_id", member.MspId),
            ("keys", layout.PeerKeys(member, name)),
            ("data", layout.Data(name)),
            ("tls_roots", FabricMember.All.Select(layout.TlsRoot)),
            ("builder", builder));
    }

    /// <summary>Where a node listens, <c>host:port</c>.</summary>
    public string Address(string name) => $"{Host}:{Number(plan.Ports[name].Listen)}";

    private string BatchTimeout => plan.BatchTimeoutMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms";

    private string Consensus()
    {
        if (plan.OrderingService == FabricOrderingService.Raft)
        {
            return Render("configtx-raft",
                ("consenters", Parts(plan.Orderers, member => Render("configtx-raft-consenter",
                    ("host", Host),
                    ("port", Number(plan.Ports[member.Orderer].Listen)),
                    ("keys", layout.OrdererKeys(member))))));
        }

        return Render("configtx-bft",
            ("batch_timeout", BatchTimeout),
            ("consenters", Parts(plan.Orderers.Index(), numbered => Render("configtx-bft-consenter",
                ("number", Number(numbered.Index + 1)),
                ("host", Host),
                ("port", Number(plan.Ports[numbered.Item.Orderer].Listen)),
                ("msp_id", numbered.Item.OrdererMspId),
                ("domain", numbered.Item.OrdererDomain),
                ("keys", layout.OrdererKeys(numbered.Item))))));
    }

    private static string Render(string template, params IEnumerable<(string Name, object Value)> values)
        => ConfigurationTemplate.Load(template).Render(values);

    private static ConfigurationTemplate.Lines Parts<T>(IEnumerable<T> items, Func<T, string> render) => ConfigurationTemplate.Lines.Of(items.Select(render));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
