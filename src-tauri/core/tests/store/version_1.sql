-- What a program of version 1 wrote. Never to be changed: a later version has to read it.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  credential INTEGER NOT NULL REFERENCES credential (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  url TEXT NOT NULL,
  verdict TEXT NOT NULL,
  status INTEGER,
  duration_ms INTEGER NOT NULL,
  error TEXT,
  finding TEXT,
  folded TEXT NOT NULL
) STRICT;
INSERT INTO "attempt" VALUES(1,1,1800000000000,'https://account.demandware.com/dwsso/oauth2/access_token','token_received',200,312,NULL,NULL,'
https://account.demandware.com/dwsso/oauth2/access_token

mail
200');
INSERT INTO "attempt" VALUES(2,1,1800000001000,'https://account.demandware.com/dwsso/oauth2/access_token','token_received',200,312,NULL,NULL,'
https://account.demandware.com/dwsso/oauth2/access_token

mail
200');
INSERT INTO "attempt" VALUES(3,1,1800000002000,'https://account.demandware.com/dwsso/oauth2/access_token','token_received',200,312,NULL,NULL,'
https://account.demandware.com/dwsso/oauth2/access_token

mail
200');
INSERT INTO "attempt" VALUES(4,1,1800000003000,'https://account.demandware.com/dwsso/oauth2/access_token','token_received',200,312,NULL,NULL,'
https://account.demandware.com/dwsso/oauth2/access_token

mail
200');
INSERT INTO "attempt" VALUES(5,3,1800000009000,'https://account.demandware.com/dwsso/oauth2/access_token','refused',400,312,'invalid_scope','{"code":"invalid_scope","scopes":"SFCC.Orders"}','1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15
https://account.demandware.com/dwsso/oauth2/access_token
invalid_scope
sfcc.orders
unknown scope: sfcc.orders
400');
CREATE TABLE credential (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  grouping TEXT NOT NULL,
  form TEXT NOT NULL,
  notes TEXT NOT NULL,
  ticks TEXT NOT NULL,
  key_home TEXT NOT NULL,
  key_origin TEXT,
  certificate BLOB,
  certificate_origin TEXT,
  certificate_not_before INTEGER,
  certificate_not_after INTEGER,
  last_result TEXT,
  api_key TEXT NOT NULL,
  folded TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
INSERT INTO "credential" VALUES(1,1,'a','none','{"api_key":"","destination":{"kind":"account_manager"},"scopes":"","lifetime_seconds":"60","claims":[],"connect_timeout_seconds":"10","total_timeout_seconds":"30"}','','[false,false,false,false]','{"home":"vault"}',NULL,NULL,NULL,NULL,NULL,'{"at":1800000003000,"verdict":"token_received","error":null,"finding":null}','','a


none',NULL);
INSERT INTO "credential" VALUES(3,2,'Staging Zürich','staging','{"api_key":"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15","destination":{"kind":"other","token_endpoint":"https://server.example/token","audience":""},"scopes":"","lifetime_seconds":"60","claims":[{"edit":"leave_out","name":"jti"}],"connect_timeout_seconds":"10","total_timeout_seconds":"30"}','Ask Ana.
Twice.','[true,true,false,false]','{"home":"vault"}','{"origin":"generated"}',X'3082030D308201F5A003020102021451D0B09BF4724D0358C42BA5A56A5789F35D8084300D06092A864886F70D01010B050030163114301206035504030C0B636F756E7465727369676E301E170D3237303131353038303030305A170D3238303131353038303030305A30163114301206035504030C0B636F756E7465727369676E30820122300D06092A864886F70D01010105000382010F003082010A0282010100BEC087153777EF5E571D73B7A1D1CDB43F1C2225CA1743106AB894B1920CD4018F2A07BC8A72495906FD84ADCD7310CBB87FDB6E460892C7F03C252A8053CCA3166C5F273524A374718DB1AF33B8A9F762EA39DBBBBE097AAD85C1314E5BF2C92D1D0C8D856A9F02F8A766E1F08C99BA357E471821221390C930A077188592EFFAF60269AB3347CE4D49DC5AAF5D9390AE08F438ACBECE20780E2E1F37F42D292952781FAC87BF70EC3E9D03B0CFA0B166F4103187F0EBC47897E5E2994C458C2A4D71F770231671106F6C45B1C6EE0E45971B7F908BFECE910159C887DB11BBF1B6E4788B23D24EF8280A0A447307751D33406D38653BBADCA03905249F04510203010001A3533051301F0603551D23041830168014D291E8176B0C486620307391DBAD63A58F1C3EEE301D0603551D0E04160414D291E8176B0C486620307391DBAD63A58F1C3EEE300F0603551D130101FF040530030101FF300D06092A864886F70D01010B050003820101004DB6016EAA045E986447CEC98FFCF651FD5F6417D1BD519C50A0A4937CC43152E09033E31999B82349D81F7EB2B90F7BED087A0ED775E1C0EBA799292875E391D6AD9B4147F640CE21B90067B5CE83EE8B6BD0E9E049CB976009DC39EE11498E69EFB719A6559181F5794DFD072F0CB8D2ACF74C7427A3E9DAD668040AF35F8C5E840BCF4E2252AB440B14C57DA8318F26EC5F0158D4838534854332C4F9DE667CE59A9368219805A6A6462AA0B98A94ADA575FCEF1D980EF95B327CB4DAF8E574D95883890369D141F93EE70827574041760052E14637EC4E3A768ACC67109E304EE9E38C652DFE200D8CD24F9000395468FD47EB3A02A9EE7773F166BC8737','{"origin":"generated"}',1800000000,1831536000,'{"at":1800000009000,"verdict":"refused","error":"invalid_scope","finding":{"code":"invalid_scope","scopes":"SFCC.Orders"}}','1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15','staging zurich
1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15
ask ana.
twice.
staging',NULL);
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL
) STRICT;
INSERT INTO "document" VALUES(1,'settings','{"history_limit":250}');
CREATE TABLE exchange (
  attempt INTEGER PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
  shown TEXT NOT NULL
) STRICT;
INSERT INTO "exchange" VALUES(1,'{"verdict":"token_received","started_at":1800000000000,"duration_ms":312,"sent":{"method":"POST","url":"https://account.demandware.com/dwsso/oauth2/access_token","headers":[{"name":"accept","value":"application/json"},{"name":"content-type","value":"application/x-www-form-urlencoded"},{"name":"user-agent","value":"Countersign/0.1.0"},{"name":"host","value":"account.demandware.com"},{"name":"content-length","value":"844"}],"form":[{"name":"grant_type","value":"client_credentials"},{"name":"client_assertion_type","value":"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},{"name":"client_assertion","value":"eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…"},{"name":"scope","value":"mail"}],"body":"grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=mail","assertion_header":"{\n  \"typ\": \"JWT\",\n  \"alg\": \"RS256\"\n}","assertion_claims":"{\n  \"iss\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"sub\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"aud\": \"https://account.demandware.com:443/dwsso/oauth2/access_token\",\n  \"iat\": 1800000000,\n  \"exp\": 1800000060,\n  \"jti\": \"9b2f6a1e-0000-4000-8000-000000000000\"\n}","curl":"curl --globoff --include ''https://account.demandware.com/dwsso/oauth2/access_token'' \\\n  --header ''accept: application/json'' \\\n  --header ''content-type: application/x-www-form-urlencoded'' \\\n  --header ''user-agent: Countersign/0.1.0'' \\\n  --data-raw ''grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=mail''"},"response":{"status":200,"reason":"OK","version":"HTTP/1.1","headers":[{"name":"content-type","value":"application/json"},{"name":"date","value":"0"}],"body":{"text":"{\"access_token\":\"0f8…\",\"token_type\":\"Bearer\"}","pretty":"{\n  \"access_token\": \"0f8…\",\n  \"token_type\": \"Bearer\"\n}","bytes":56,"cut_off":false,"shortened":true},"error":null,"error_description":null},"token":{"shortened":"0f8…","token_type":"Bearer","ends_at":null,"expires_in":null,"scopes":[],"decoded":null},"findings":[]}');
INSERT INTO "exchange" VALUES(2,'{"verdict":"token_received","started_at":1800000001000,"duration_ms":312,"sent":{"method":"POST","url":"https://account.demandware.com/dwsso/oauth2/access_token","headers":[{"name":"accept","value":"application/json"},{"name":"content-type","value":"application/x-www-form-urlencoded"},{"name":"user-agent","value":"Countersign/0.1.0"},{"name":"host","value":"account.demandware.com"},{"name":"content-length","value":"844"}],"form":[{"name":"grant_type","value":"client_credentials"},{"name":"client_assertion_type","value":"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},{"name":"client_assertion","value":"eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…"},{"name":"scope","value":"mail"}],"body":"grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=mail","assertion_header":"{\n  \"typ\": \"JWT\",\n  \"alg\": \"RS256\"\n}","assertion_claims":"{\n  \"iss\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"sub\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"aud\": \"https://account.demandware.com:443/dwsso/oauth2/access_token\",\n  \"iat\": 1800000001,\n  \"exp\": 1800000061,\n  \"jti\": \"9b2f6a1e-0000-4000-8000-000000000001\"\n}","curl":"curl --globoff --include ''https://account.demandware.com/dwsso/oauth2/access_token'' \\\n  --header ''accept: application/json'' \\\n  --header ''content-type: application/x-www-form-urlencoded'' \\\n  --header ''user-agent: Countersign/0.1.0'' \\\n  --data-raw ''grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=mail''"},"response":{"status":200,"reason":"OK","version":"HTTP/1.1","headers":[{"name":"content-type","value":"application/json"},{"name":"date","value":"1"}],"body":{"text":"{\"access_token\":\"0f8…\",\"token_type\":\"Bearer\"}","pretty":"{\n  \"access_token\": \"0f8…\",\n  \"token_type\": \"Bearer\"\n}","bytes":56,"cut_off":false,"shortened":true},"error":null,"error_description":null},"token":{"shortened":"0f8…","token_type":"Bearer","ends_at":null,"expires_in":null,"scopes":[],"decoded":null},"findings":[]}');
INSERT INTO "exchange" VALUES(3,'{"verdict":"token_received","started_at":1800000002000,"duration_ms":312,"sent":{"method":"POST","url":"https://account.demandware.com/dwsso/oauth2/access_token","headers":[{"name":"accept","value":"application/json"},{"name":"content-type","value":"application/x-www-form-urlencoded"},{"name":"user-agent","value":"Countersign/0.1.0"},{"name":"host","value":"account.demandware.com"},{"name":"content-length","value":"844"}],"form":[{"name":"grant_type","value":"client_credentials"},{"name":"client_assertion_type","value":"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},{"name":"client_assertion","value":"eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…"},{"name":"scope","value":"mail"}],"body":"grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=mail","assertion_header":"{\n  \"typ\": \"JWT\",\n  \"alg\": \"RS256\"\n}","assertion_claims":"{\n  \"iss\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"sub\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"aud\": \"https://account.demandware.com:443/dwsso/oauth2/access_token\",\n  \"iat\": 1800000002,\n  \"exp\": 1800000062,\n  \"jti\": \"9b2f6a1e-0000-4000-8000-000000000002\"\n}","curl":"curl --globoff --include ''https://account.demandware.com/dwsso/oauth2/access_token'' \\\n  --header ''accept: application/json'' \\\n  --header ''content-type: application/x-www-form-urlencoded'' \\\n  --header ''user-agent: Countersign/0.1.0'' \\\n  --data-raw ''grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=mail''"},"response":{"status":200,"reason":"OK","version":"HTTP/1.1","headers":[{"name":"content-type","value":"application/json"},{"name":"date","value":"2"}],"body":{"text":"{\"access_token\":\"0f8…\",\"token_type\":\"Bearer\"}","pretty":"{\n  \"access_token\": \"0f8…\",\n  \"token_type\": \"Bearer\"\n}","bytes":56,"cut_off":false,"shortened":true},"error":null,"error_description":null},"token":{"shortened":"0f8…","token_type":"Bearer","ends_at":null,"expires_in":null,"scopes":[],"decoded":null},"findings":[]}');
INSERT INTO "exchange" VALUES(4,'{"verdict":"token_received","started_at":1800000003000,"duration_ms":312,"sent":{"method":"POST","url":"https://account.demandware.com/dwsso/oauth2/access_token","headers":[{"name":"accept","value":"application/json"},{"name":"content-type","value":"application/x-www-form-urlencoded"},{"name":"user-agent","value":"Countersign/0.1.0"},{"name":"host","value":"account.demandware.com"},{"name":"content-length","value":"844"}],"form":[{"name":"grant_type","value":"client_credentials"},{"name":"client_assertion_type","value":"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},{"name":"client_assertion","value":"eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…"},{"name":"scope","value":"mail"}],"body":"grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=mail","assertion_header":"{\n  \"typ\": \"JWT\",\n  \"alg\": \"RS256\"\n}","assertion_claims":"{\n  \"iss\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"sub\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"aud\": \"https://account.demandware.com:443/dwsso/oauth2/access_token\",\n  \"iat\": 1800000003,\n  \"exp\": 1800000063,\n  \"jti\": \"9b2f6a1e-0000-4000-8000-000000000003\"\n}","curl":"curl --globoff --include ''https://account.demandware.com/dwsso/oauth2/access_token'' \\\n  --header ''accept: application/json'' \\\n  --header ''content-type: application/x-www-form-urlencoded'' \\\n  --header ''user-agent: Countersign/0.1.0'' \\\n  --data-raw ''grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=mail''"},"response":{"status":200,"reason":"OK","version":"HTTP/1.1","headers":[{"name":"content-type","value":"application/json"},{"name":"date","value":"3"}],"body":{"text":"{\"access_token\":\"0f8…\",\"token_type\":\"Bearer\"}","pretty":"{\n  \"access_token\": \"0f8…\",\n  \"token_type\": \"Bearer\"\n}","bytes":56,"cut_off":false,"shortened":true},"error":null,"error_description":null},"token":{"shortened":"0f8…","token_type":"Bearer","ends_at":null,"expires_in":null,"scopes":[],"decoded":null},"findings":[]}');
INSERT INTO "exchange" VALUES(5,'{"verdict":"refused","started_at":1800000009000,"duration_ms":312,"sent":{"method":"POST","url":"https://account.demandware.com/dwsso/oauth2/access_token","headers":[{"name":"accept","value":"application/json"},{"name":"content-type","value":"application/x-www-form-urlencoded"},{"name":"user-agent","value":"Countersign/0.1.0"},{"name":"host","value":"account.demandware.com"},{"name":"content-length","value":"851"}],"form":[{"name":"grant_type","value":"client_credentials"},{"name":"client_assertion_type","value":"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},{"name":"client_assertion","value":"eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…"},{"name":"scope","value":"SFCC.Orders"}],"body":"grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=SFCC.Orders","assertion_header":"{\n  \"typ\": \"JWT\",\n  \"alg\": \"RS256\"\n}","assertion_claims":"{\n  \"iss\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"sub\": \"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\",\n  \"aud\": \"https://account.demandware.com:443/dwsso/oauth2/access_token\",\n  \"iat\": 1800000009,\n  \"exp\": 1800000069,\n  \"jti\": \"9b2f6a1e-0000-4000-8000-000000000009\"\n}","curl":"curl --globoff --include ''https://account.demandware.com/dwsso/oauth2/access_token'' \\\n  --header ''accept: application/json'' \\\n  --header ''content-type: application/x-www-form-urlencoded'' \\\n  --header ''user-agent: Countersign/0.1.0'' \\\n  --data-raw ''grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJ0eXAiOiJKV1QiLCJhbGci.eyJpc3MiOiIxYzJmMGQ3ZS01…&scope=SFCC.Orders''"},"response":{"status":400,"reason":"Bad Request","version":"HTTP/1.1","headers":[{"name":"content-type","value":"application/json"},{"name":"date","value":"9"}],"body":{"text":"{\"error\":\"invalid_scope\",\"error_description\":\"Unknown scope: SFCC.Orders\"}","pretty":"{\n  \"error\": \"invalid_scope\",\n  \"error_description\": \"Unknown scope: SFCC.Orders\"\n}","bytes":74,"cut_off":false,"shortened":false},"error":"invalid_scope","error_description":"Unknown scope: SFCC.Orders"},"token":null,"findings":[{"finding":{"code":"invalid_scope","scopes":"SFCC.Orders"},"severity":"error","certainty":"likely","place":"request","field":"scopes"}]}');
CREATE TABLE secret (
  id INTEGER PRIMARY KEY,
  credential INTEGER REFERENCES credential (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
INSERT INTO "secret" VALUES(1,3,'private_key',X'010CD8F5B0246AFD79C682B76F61914EF5CFDA995F3E4706E45E4CBD719A2D7E9D9B09EE60D2FAE9A8C90D35B24370928DDD6CAFA8C87E12A025CE01181AAD4636114EAE6ABB14E4AC13AE9B601AE8B98FF01788B84C33EA80B28056BF125148678CC27F1BA40F7FD1C10010F59FDEC6D13F8DF9B984DA04D26DA5BC23BFA4C8A968DE8E150B2CC559D3742F9F843A1AB3524B7D7371A0FEF11E40C19376CB3A7B76D2C62AF355CCE78245265A7D0096014C9CC8CEF45A69F8AA443346C24996B1164607E2860604A4435F5391006336CAE1EC387D58DFE5722A79405B99412172BFFFA205D0ED770BBC714C4CF72438E07EFB8A77A5CD9F22D2E1ECE5BC6AA903625656BEAD73916E3A74E9FEAE13A81E27ABCAB66F154707DD343DE7A7A48865CBE03180F164EB6102D20CA370D9DC862ADBE4C9C262047BD1034B9D00BB652AA59BC90F6712EEF7555E51AC4FD317321556CAA5DE7A8978ACBDC9C5A62CFD184F61F9ED48B968011EE3F3AF94D960F5E8BBC104C1AF4ADB1EF59C5B6AAA5E9F8B47ED17D8B2943DCD6B436CF420A7D493F070BA1C17B184447B6E4802FD5246CD4099AF44FE873F9FF4E46019C9A8B7636CC1B24819E44E3DC5FE343B679F646346944CC7F4C07FA608FCA2147CB1B6882B91A0277F7F193630E9B8690A9A53E864F1D79D84F3B7571D0EF99CA47C26E0903EB260E2EB48716D3220BB3BECB1AAD20B3E4EB7E48189AE862571DFC245AF3AFD0C0E1746371BA0BF386FAA1C78E46FB429FD78D9B699E788DBC940A18D2EE9B931D69B6AC7574F124C9351DDFBD0DC1DDBDFD0F5D1E893119806B16D18C86AB2E31989D2FA1D1C2E5B97669D443FACAFEA21495F6EE7133659436E54D21F6E1B14B9BA5E34BFDFAED529D3E1766FB01CFB35264DBC381163FAA230858CC85A139B037719D87C6636782CBBCC8ED7954285E7B67FEB23A035027E1493AE50DFD5004A8AD35D1924AD27784E7E51BB0B6D10EF2364008DC836C946CC2AA88A0D440E2568720F20AE9C9375CC626A23196106600972DA375ABCFFF846262E8692A7ECDF66D4DA2B9B68C7C3BF7E69C174EA1121919F4ADE8BC4264D820D91D377CA3ACC478023B9F0CA2CA4FA2F63DE6780D0A2FA86C0254092E79B5F4F92843EC32E29BF0817B57425C0931BE85297A86A775D15B90FA49688A11AA22B322F7C527ABF37E2B119ED518C5C41F9522E04432572DC169379B4642D4B3722EBCAD93245056EC44F24B33DC43C2B875670D8334B75BE79CF7E5BD39A0AB5CCD8DD71ACB363B8A3529F5403A3751720F5EC3D74C785B4DF18DA7A0C02B399CC6B3F79E6F02B9B5DFFAD804646CB0DC8867EA527EB2D6EE2EB829119DB4E8E3C3F7BE0A26A497FE646D2D7D6D957F41AEBB2A527A8854653E6E519A87015D324C21661B1BF832C72177FC89F5D735FDBC3E63B0DE0C80F724B8EDDB3808072AB742543E3F875B5B5AF3F8B375F0D668BFCDA531EA3A35B7B1FF2AA77E675FA7CAB7CC668BDB14930620BB7D731D3726C43E746C1A52E4791F1009930BF3B8FE8651E70EAD19B4EED76504A6637A1F2A00CE39E1054345B95DE0EBFEEE73330FF93C584483BD1A3D5313FA4FB3170C0DC2FC93549481B4CD8A7737FE8F0DE6DBE600ABFAD14F11BA0DC9147489CEAC05356C9B28A00F3CD8E1BEDF3924CFD0D966827C0A2307CF5BEFBD71283D482C82DFB4431BACF378592E530BF360C328DF06BEFDDC6FD942D07FFDE696421ACD97EE8A33FFE6B888C800E754A332C804AD339AFE9C1C1D74F36FBCF5EE4D180DCF31397D715874F432173A6AEC2ADE0163C19121D91C0F2FBA9BBE0921A0CE90B68EE2A572C96E402563D2E67743C38069E547B1F95CB19F2092C68D2C0D044DA49BB3074829F7EF59CD7DF2BBB7A6EEEB87011A3079BB016FEEDEEAFE9BA7CD7766ACFE499030E9831988A4F3850FC434B7B8313FF206498CDE3BD8F1F007D5B7BFA25824C0B00ECF0873C499D363975A78724D3D11648442D036698990F0B1A4E6D09F226E2CA1D0074B95816BDB68272400155A5F62228022C000176B26C508C3DD4253F566B44E0E0F23C03EA65334A2760D7B6690AA8EF71C54A72E5B0C9F65BE90A331DCDFD268CFB79CEF0EDC7F3F561C2C7B7C43BDA09B9119649F98C3F0CCA95EE61B6E2C8A932BB4732E720B25FA709FC1EA303E292B4A3A80AABC537D7DF93C3E67C453EEBA43215F038174C895B377319CE7C326D700E03E1E5B6FA03041EE3F43ACA86D5428B484B3B2DC4819A66A9ACDA8000C2448ED3E9B9B05D3332FEA65CA826B6D77C05887DAC8ACB0ABE2F2A77979FB68531C02489E10AC83274F3F453274DBF52A7609538C3E3FD75F9BB6F02C4794C9DFFD085237A0C4C643597DA9FEC683DA8ADC9A92B874B053F72C8A9B265E1B4A97D68184C550F29E13E176508');
INSERT INTO "secret" VALUES(2,3,'client_secret',X'0137A88E925E0E1C1077F256123A133E384D002D8B2D9F587A67C8822D27E435AFBFAB3E39A94FEB3DBE23EAA74E4DE0CE7D');
CREATE TABLE vault (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id BLOB NOT NULL,
  protection TEXT NOT NULL,
  key_check BLOB NOT NULL,
  salt BLOB,
  memory_kib INTEGER,
  passes INTEGER,
  lanes INTEGER
) STRICT;
INSERT INTO "vault" VALUES(1,X'A09803A5DE087EA0703AF8049D3B3B0C','passphrase',X'01FE617F655DBFF30FDAF4C3C6F7137031AA49B0B4EB88CC4636E38AC7',X'EA1998247D53F506C7FCEDE39ECB5984',65536,3,1);
CREATE UNIQUE INDEX secret_of ON secret (ifnull(credential, 0), kind);
CREATE INDEX attempt_by_time ON attempt (at, id);
CREATE INDEX attempt_of ON attempt (credential, at, id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('credential',3);
INSERT INTO "sqlite_sequence" VALUES('attempt',5);
COMMIT;
PRAGMA user_version = 1;
