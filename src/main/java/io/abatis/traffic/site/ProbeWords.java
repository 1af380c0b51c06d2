package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The paths that scanners ask every site for: made of parts and changed a little, so that no two lists are the same and popular ones are on most. */
final class ProbeWords {

    private static final List<List<String>> THEMES = List.of(
            words(
                    "wp-login.php wp-admin/ wp-admin/install.php wp-admin/setup-config.php xmlrpc.php wp-config.php.bak wp-includes/wlwmanifest.xml"
                            + " wp-json/wp/v2/users wp-content/debug.log wp-content/plugins/*/readme.txt wp-content/plugins/*/*.php wp-content/themes/*/style.css wp-cron.php"),
            words(
                    "phpmyadmin/ phpMyAdmin/index.php pma/ phpmyadmin%/ phpMyAdmin-%/scripts/setup.php myadmin/ mysql/ dbadmin/ adminer.php"
                            + " adminer-%.php sqlmanager/index.php admin/pma/ web/phpMyAdmin/ db/ mysqladmin/ phpma/ PMA%/ sql/ "),
            words(
                    "admin admin/ admin.php admin/login.php administrator/ administrator/index.php admin/config.php manager/html cpanel console/"
                            + " webadmin/ panel/ login.asp admin/index.asp adm/ siteadmin/login.aspx user/login backend/ controlpanel/ admin%/ admin_*/"),
            words(
                    ".env .env.local .env.bak .env.prod .env% .git/config .git/HEAD .svn/entries .svn/wc.db .aws/credentials .ssh/id_rsa .htpasswd"
                            + " .DS_Store .vscode/sftp.json .hg/hgrc .npmrc .dockerenv .bash_history .config/* .idea/workspace.xml"),
            words(
                    "backup.zip backup.sql backup.tar.gz www.zip www.rar db.sql dump.sql dump.sql.gz site.tar.gz old.zip *.zip *.sql *.bak backup%.zip"
                            + " backup/ backups/ bak/ htdocs.zip public_html.zip web.7z data.sql database.sql mysql.sql *.tar.gz *_backup.zip"),
            words(
                    "config.php config.json config.yml configuration.php~ settings.py settings.json web.config.bak app.config config.inc.php.old"
                            + " application.properties config/database.yml config/*.json appsettings.json credentials.json secrets.yml parameters.yml local.xml conf/*.ini *.ini"),
            words(
                    "shell.php cmd.php c.php x.php up.php upload.php wso.php alfa.php *.php %.php mini.php info.php phpinfo.php test.php i.php ws.php"
                            + " shell.jsp cmd.aspx 1.php about.php lock.php images/*.php uploads/*.php css/*.php .well-known/*.php wp-*.php *%.php"),
            words(
                    "cgi-bin/test-cgi cgi-bin/*.cgi cgi-bin/luci HNAP1/ boaform/admin/formLogin setup.cgi GponForm/diag_Form sdk onvif/device_service"
                            + " goform/* login.cgi device.rsp currentsetting.htm cgi-bin/*.sh cgi-bin/php% dana-na/ remote/login evox/about nmap% ctrlt/* tmUnblock.cgi"),
            words(
                    "actuator/env actuator/health actuator/gateway/routes solr/admin/info/system vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php"
                            + " _ignition/execute-solution owa/auth/logon.aspx ecp/ autodiscover/autodiscover.xml jenkins/login server-status telescope/requests api/v1/users"
                            + " api/v%/* graphql swagger.json swagger-ui.html v2/_catalog geoserver/web/ struts2-*/index.action jmx-console/ invoker/readonly druid/index.html"
                            + " hudson/script nacos/ portal/redlion api/jsonws/invoke lib/phpunit/Util/*.php laravel/.env thinkphp/public/index.php index.action debug/default/view"),
            words(
                    "* */ *.html *.asp *.aspx *.jsp *.txt *.xml *.old */* */*.php */index.php *% *_* *.log logs/*.log tmp/* temp/ test/ dev/ old/ new/ beta/ private/ secret/ install/"
                            + " upload/ uploads/ files/ include/ includes/ scripts/ cgi/ bin/ log/ stats/ webmail/ mail/ ftp/ src/ db/* api/*"));

    private static final List<String> FOLDERS =
            words("blog/ wordpress/ wp/ old/ new/ test/ site/ web/ dev/ shop/ cms/ v1/ backup/ public/ 2019/ main/");

    /** The most asked-for first: what a scanner asks for that tries but a few. */
    private static final List<String> FAVOURITES = words(
            ".env wp-login.php .git/config xmlrpc.php phpmyadmin/ admin/ manager/html wp-admin/ config.json vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php"
                    + " cgi-bin/luci boaform/admin/formLogin HNAP1/ administrator/ actuator/health login.php owa/auth/logon.aspx phpinfo.php server-status setup.php"
                    + " .aws/credentials wp-includes/wlwmanifest.xml solr/admin/info/system admin.php info.php test.php backup.zip shell.php api/v1/users sdk");

    private static List<String> words(String text) {
        return List.of(text.trim().split(" "));
    }

    private ProbeWords() {}

    /** A different list for every draw: {@code size} different paths beginning with a slash. */
    static List<String> list(Dice dice, int size) {
        Words words = new Words(dice);
        List<List<String>> themes = dice.sample(THEMES, dice.between(1, THEMES.size()));
        double inFolders = dice.chance(.3) ? dice.between(.1, .8) : 0;
        boolean generic = themes.size() > 6;
        Set<String> list = new LinkedHashSet<>();
        for (int tries = 0; list.size() < size; tries++) {
            // Short themes run dry; what is left then is dictionary words, as in the lists of real tools.
            boolean dry = tries > size * 2 || generic && dice.chance(.3);
            String word = dry ? words.title(dice.between(1, 2)) + suffix(dice) : dice.pick(dice.pick(themes));
            list.add("/" + (dice.chance(inFolders) ? dice.pick(FOLDERS) : "") + change(word, words, dice));
        }
        return List.copyOf(list);
    }

    /** A few of those that are on everybody's list. */
    static List<String> favourites(Dice dice, int size) {
        Zipf zipf = new Zipf(FAVOURITES.size(), 1);
        Set<String> list = new LinkedHashSet<>();
        for (int tries = 0; list.size() < size && tries < 10 * size; tries++) {
            list.add("/" + FAVOURITES.get(zipf.draw(dice)));
        }
        return new ArrayList<>(list);
    }

    private static String change(String word, Words words, Dice dice) {
        String changed = word;
        while (changed.indexOf('*') >= 0) {
            changed = changed.replaceFirst("\\*", words.word());
        }
        changed = changed.replace("%", dice.of("", "1", "2", "3", "2.11.4", "4.8.1", "-old", "2"));
        return dice.chance(.03) ? changed.toUpperCase(Locale.ROOT) : changed;
    }

    private static String suffix(Dice dice) {
        return dice.of("", "", "", "/", ".php", ".html", ".bak", ".asp", ".jsp", ".txt");
    }
}
